/** What an earlier build made of a library less well than this one does is read anew when the library is opened. */

import type { Page } from '@playwright/test';
import { exifPayload } from '../fixtures/exif';
import { CORNERS, marked, UPRIGHT } from '../fixtures/odd-file';
import { webp } from '../fixtures/webp';
import { expect, test } from './app';
import { folderPicker } from './folder';
import { record } from './recording';

/** Stored turned against the clock, so that EXIF's orientation 6 shows it upright. */
function onItsSide(width: number, height: number): Buffer {
  const color = marked(width, height);
  const at = (x: number, y: number) =>
    color(...(UPRIGHT[6] as (typeof UPRIGHT)[number])(x, y, width, height));
  return webp({ width: height, height: width, at, exif: exifPayload({ orientation: 6 }).subarray(6) });
}

/** Makes the library one of a build that turned no WebP, and had no way to a video whose codec workers lack. */
async function asBefore(page: Page, video: string): Promise<void> {
  await page.evaluate(async (video) => {
    const ask = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await ask(indexedDB.open('mitsuke'));
    const stores = db.transaction(['photos', 'librarySettings', 'sources'], 'readwrite');
    const photos = stores.objectStore('photos');
    for (const { turned: _, ...photo } of await ask(photos.getAll())) await ask(photos.put(photo));
    await ask(stores.objectStore('librarySettings').delete('unturned'));
    const [source] = await ask(stores.objectStore('sources').getAll());
    const handle: FileSystemFileHandle = await source.handle.getFileHandle(video);
    const { size: bytes, lastModified: modified } = await handle.getFile();
    const failure = { reason: 'codec-missing', detail: 'No decoder.' };
    const queue = db.transaction('queue', 'readwrite').objectStore('queue');
    await ask(
      queue.add({ source: source.id, path: video, name: video, bytes, modified, handle, tab: '', failure }),
    );
    db.close();
  }, video);
}

test('a WebP on its side is turned, with its tags, and a video without a decoder is tried again', async ({
  app,
  page,
}) => {
  await app.open();
  await folderPicker(page, { 'side.webp': onItsSide(320, 240) });
  await page.getByRole('button', { name: 'Choose a folder' }).click();
  await app.settled(1);
  const [before] = await app.stored();
  const video = await record(page, { container: 'webm', codec: 'vp9', scenes: ['teal'], seconds: 1 });
  await folderPicker(page, { 'clip.webm': video });
  await asBefore(page, 'clip.webm');

  await page.reload();
  await app.settled(2);
  await expect(app.failed).toHaveCount(0);
  const after = (await app.stored()).find(({ name }) => name === 'side.webp');
  expect(after).toMatchObject({ width: 320, height: 240, added: before?.added });
  expect(after?.no).not.toBe(before?.no);
  const [red, green, blue] = await app.colorAt('side.webp', 0.2, 0.2);
  const wanted = CORNERS[0];
  for (const [i, level] of [red, green, blue].entries()) {
    expect(Math.abs((level ?? 0) - (wanted[i] ?? 0))).toBeLessThan(14);
  }

  // Once: there is nothing left to read.
  await page.reload();
  await app.settled(2);
  expect((await app.stored()).find(({ name }) => name === 'side.webp')?.no).toBe(after?.no);
});
