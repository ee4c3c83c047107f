/** What the library knows of an encoder's backends on this device. */

import type { Page } from '@playwright/test';
import type { StoredBackends } from '#store/schema';

/** @param change put into what is known, for the next start. @returns what was known before; undefined if nothing was */
export function storedBackends(
  page: Page,
  encoder: string,
  change: Partial<StoredBackends> | null = null,
): Promise<StoredBackends | undefined> {
  return page.evaluate(
    async ({ encoder, change }) => {
      const ask = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const db = await ask(indexedDB.open('mitsuke'));
      const store = db.transaction('backends', 'readwrite').objectStore('backends');
      const known = await ask<StoredBackends | undefined>(store.get(encoder));
      if (known && change) await ask(store.put({ ...known, ...change }));
      db.close();
      return known;
    },
    { encoder, change },
  );
}
