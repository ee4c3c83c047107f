/** Reads whole stores of a page's database. */

import type { Page } from '@playwright/test';

/** Returns all rows of some stores, read in one transaction. Handles and blobs in them arrive as empty objects. */
export function storedRows<Rows extends Record<string, unknown>>(
  page: Page,
  ...names: (keyof Rows & string)[]
): Promise<{ [Name in keyof Rows]: Rows[Name][] }> {
  return page.evaluate(async (names) => {
    const ask = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await ask(indexedDB.open('mitsuke'));
    const stores = db.transaction(names);
    const rows = await Promise.all(
      names.map(async (name) => [name, await ask(stores.objectStore(name).getAll())] as const),
    );
    db.close();
    return Object.fromEntries(rows);
  }, names) as Promise<{ [Name in keyof Rows]: Rows[Name][] }>;
}
