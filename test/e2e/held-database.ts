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

/**
 * Holds a store of the database, so that nobody else writes it.
 * @param page that runs no code of the app
 * @returns what lets go
 */
export async function holdStore(page: Page, store: string): Promise<() => Promise<void>> {
  await page.evaluate(
    (store) =>
      new Promise<void>((resolve) => {
        const request = indexedDB.open('mitsuke');
        request.onsuccess = () => {
          const db = request.result;
          const rows = db.transaction(store, 'readwrite').objectStore(store);
          let isHeld = true;
          Object.assign(globalThis, {
            letGo: () => {
              isHeld = false;
            },
          });
          // A transaction lives as long as requests follow one another.
          const goOn = () => {
            if (isHeld) rows.count().onsuccess = goOn;
            else db.close();
          };
          rows.count().onsuccess = () => {
            resolve();
            goOn();
          };
        };
      }),
    store,
  );
  return () => page.evaluate(() => (globalThis as unknown as { letGo(): void }).letGo());
}

/** Holds a lock, as another tab does. @returns what lets go */
export async function holdLock(page: Page, name: string): Promise<() => Promise<void>> {
  await page.evaluate(
    (name) =>
      new Promise<void>((resolve) => {
        void navigator.locks.request(name, () => {
          resolve();
          return new Promise<void>((letGo) => Object.assign(globalThis, { unlock: letGo }));
        });
      }),
    name,
  );
  return () => page.evaluate(() => (globalThis as unknown as { unlock(): void }).unlock());
}
