/** A tab that holds the database open, as one does that the browser has suspended, or that runs an older app. */

import type { Page } from '@playwright/test';

/** Opens a document of the app's origin that runs no code of the app. */
export async function openStill(page: Page): Promise<void> {
  await page.goto('/album/SOURCES.md');
}

/** Opens the database as it is, and keeps the connection until the page is closed. */
export function holdDatabase(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const request = indexedDB.open('mitsuke');
        request.onsuccess = () => {
          // A connection without references may be garbage-collected.
          Object.assign(globalThis, { held: request.result });
          resolve();
        };
      }),
  );
}
