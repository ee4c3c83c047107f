/** Our runtime of towers is tried on a text encoder while the page is idle, and used from the next opening on. */

import type { Page } from '@playwright/test';
import type { StoredBackends } from '#store/schema';
import { manyPhotos } from '../../fixtures/many';
import { expect, test } from './fixtures';

const TEXT = 'clip-b32/text/q8';

/** Reads what is known of the encoder's backends. @param used put in the place of what is used */
async function backends(page: Page, used?: string): Promise<StoredBackends | undefined> {
  return page.evaluate(
    async ([encoder, used]) => {
      const ask = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const db = await ask(indexedDB.open('mitsuke'));
      const store = db.transaction('backends', 'readwrite').objectStore('backends');
      const known = await ask(store.get(encoder as string));
      if (known && used) await ask(store.put({ ...known, used }));
      db.close();
      return known;
    },
    [TEXT, used],
  );
}

test('a text encoder is opened in it once it has passed its trial', async ({ app, shelf, page }) => {
  await app.open();
  await app.fileInput.setInputFiles(manyPhotos(8));
  await app.settled(8);
  await shelf.open();
  await shelf.useMirror('good');
  await shelf.install('clip-b32/image/q8', TEXT);
  await shelf.use('clip-b32');
  await shelf.expectState('clip-b32', 'active');
  await app.go('Find');
  await app.find('a cat');

  const timing = expect.objectContaining({ avg: expect.any(Number) });
  const tried = { timings: { wasm: timing, tower: timing }, refused: {} };
  await expect.poll(() => backends(page)).toMatchObject(tried);

  // Which is faster on a graph as small as this says nothing.
  await backends(page, 'tower');
  const fetched = page.waitForRequest(/any-length-[^/]*\.js$/);
  await page.reload();
  await app.find('a cat');
  await fetched;
  expect((await app.names()).length).toBeGreaterThan(0);
  expect(await backends(page)).toMatchObject({ used: 'tower', refused: {} });
});
