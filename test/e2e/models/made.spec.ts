/** An 8-bit build that the device makes of a download. */

import type { Page } from '@playwright/test';
import { manyPhotos } from '../../fixtures/many';
import { expect, test } from './fixtures';

const BUILD = 'clip-b32/image/made-q8';
const SOURCE = 'clip-b32/image/fp16';
const PHOTOS = 12;

test('one download: the build is made, tested, indexes the photos, and survives its source', async ({
  app,
  shelf,
  page,
}) => {
  const downloads: string[] = [];
  page.context().on('request', (request) => {
    if (/vision_model_\w+\.onnx$/.test(request.url())) downloads.push(request.url());
  });
  await app.open();
  await app.fileInput.setInputFiles(manyPhotos(PHOTOS));
  await app.settled(PHOTOS);
  await shelf.open();
  await shelf.useMirror('good');
  await shelf.install('clip-b32/text/q8');
  await shelf.press(BUILD, 'download');
  await shelf.expectPresence(BUILD, 'making');
  await expect(shelf.encoder(BUILD).getByRole('progressbar')).toBeVisible();
  await shelf.expectPresence(BUILD, 'ready');
  await shelf.expectPresence(SOURCE, 'ready');
  await expect(shelf.encoder(BUILD)).toContainText(/Agrees (0\.9[89]\d|1\.000)/);

  // No graphics processor here, so it is the one that is used.
  await shelf.use('clip-b32');
  await shelf.expectState('clip-b32', 'active');
  expect(await storedBuilds(page)).toEqual([BUILD]);
  await app.go('Find');
  await app.find('a cat');
  await expect(page.getByTestId('results')).toHaveAttribute('data-total', String(PHOTOS));

  await test.step('its source can go, and after a reload nothing is made or fetched again', async () => {
    await shelf.open();
    await shelf.press(SOURCE, 'remove');
    await shelf.expectPresence(SOURCE, /absent|begun/);
    await page.reload();
    await app.settled(PHOTOS);
    await shelf.open();
    await shelf.expectPresence(BUILD, 'ready');
    await app.go('Find');
    await app.fileInput.setInputFiles(manyPhotos(2, 'later'));
    await app.settled(PHOTOS + 2);
    await app.find('a cat on a wall');
    await expect(page.getByTestId('results')).toHaveAttribute('data-total', String(PHOTOS + 2));
    expect(await storedBuilds(page)).toEqual([BUILD]);
  });
  expect(downloads).toHaveLength(1);
});

test('a reload in the middle makes it all the same', async ({ app, shelf, page }) => {
  await app.open();
  await shelf.open();
  await shelf.useMirror('good');
  await shelf.press(BUILD, 'download');
  await shelf.expectPresence(BUILD, 'making');
  await page.reload();
  await shelf.open();
  await shelf.expectPresence(BUILD, 'ready');
});

/** Returns the builds that made the library's vectors. */
function storedBuilds(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const ask = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await ask(indexedDB.open('mitsuke'));
    const rows = (await ask(db.transaction('embeddings').objectStore('embeddings').getAll())) as {
      build: string;
    }[];
    db.close();
    return [...new Set(rows.map(({ build }) => build))].sort();
  });
}
