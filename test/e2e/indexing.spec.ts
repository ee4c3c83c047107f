import type { Page } from '@playwright/test';
import { manyPhotos } from '../fixtures/many';
import { App, expect, test } from './app';
import { holdRuntime } from './holding';

test('a pause stops the indexing, also after a reload, until the user resumes it', async ({
  app,
  page,
  context,
}) => {
  await app.open();
  const { asked, release } = await holdRuntime(context);
  await app.fileInput.setInputFiles(manyPhotos(60));
  await asked;
  await page.getByRole('button', { name: 'Pause' }).click();
  // Work in flight is finished before the state becomes paused.
  release();
  await expect(app.indexing).toHaveAttribute('data-state', 'paused');
  const done = await app.done();
  await page.reload();
  await expect(app.indexing).toHaveAttribute('data-state', 'paused');
  expect(await app.done()).toBe(done);
  expect(done).toBeLessThan(60);
  await page.getByRole('button', { name: 'Resume' }).click();
  await app.settled(60);
});

test('search answers while photos are being indexed', async ({ app, context }) => {
  await app.openWithSamples();
  // Opens the text encoder before the image encoder is held.
  await app.find('panda');
  const { asked, release } = await holdRuntime(context);
  await app.fileInput.setInputFiles(manyPhotos(48));
  await asked;
  await expect(app.indexing).toHaveAttribute('data-state', 'running');
  await app.find('windmill');
  expect((await app.names()).slice(0, 2).sort()).toEqual(['windmill-1.jpg', 'windmill-2.jpg']);
  expect(await app.done()).toBe(42);
  release();
  await app.settled(90);
});

test('two tabs see the same photos, and one goes on indexing when the other is closed', async ({
  app,
  context,
}) => {
  await app.open();
  const other = new App(await context.newPage());
  await other.open();
  const files = manyPhotos(60);
  const { asked, release } = await holdRuntime(context);
  await app.fileInput.setInputFiles(files);
  await asked;
  await expect(other.indexing).toHaveAttribute('data-total', '60');
  // Until its copy is stored, a file exists only in the memory of its tab.
  await expect.poll(() => copiesKept(other.page)).toBe(60);
  await app.page.close();
  release();
  await other.settled(60);
  await expect(other.indexing).toHaveAttribute('data-failed', '0');
  await expect(other.photos.first()).toBeVisible();
  expect(await other.storedNames()).toEqual(files.map(({ name }) => name));
});

test('a pause in one tab stops the indexing of the other', async ({ app, context, page }) => {
  await app.open();
  const other = new App(await context.newPage());
  await other.open();
  const { asked, release } = await holdRuntime(context);
  await app.fileInput.setInputFiles(manyPhotos(60));
  await asked;
  await other.page.getByRole('button', { name: 'Pause' }).click();
  release();
  await expect(app.indexing).toHaveAttribute('data-state', 'paused');
  await expect(other.indexing).toHaveAttribute('data-state', 'paused');
  expect((await app.stored()).length).toBeLessThan(60);
  await page.bringToFront();
  await page.getByRole('button', { name: 'Resume' }).click();
  await other.settled(60);
});

test('a file whose tab was closed before its copy was stored is listed as failed', async ({ app, page }) => {
  await app.open();
  await page.evaluate(async () => {
    const request = indexedDB.open('mitsuke');
    const db = await new Promise<IDBDatabase>((resolve) => {
      request.onsuccess = () => resolve(request.result);
    });
    const tx = db.transaction('queue', 'readwrite');
    tx.objectStore('queue').add({
      source: 's',
      path: 'lost.jpg',
      name: 'lost.jpg',
      bytes: 9,
      modified: 0,
      tab: 'gone',
    });
    await new Promise((resolve) => {
      tx.oncomplete = resolve;
    });
    db.close();
  });
  await page.reload();
  await expect(app.failed).toHaveAttribute('data-reason', 'source-gone');
  await expect(app.failed).toHaveAttribute('data-name', 'lost.jpg');
});

/** Counts the stored copies of picked files that are not indexed yet. */
function copiesKept(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const opening = indexedDB.open('mitsuke');
    return new Promise<number>((resolve, reject) => {
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const db = opening.result;
        const counting = db.transaction('inbox').objectStore('inbox').count();
        counting.onsuccess = () => {
          db.close();
          resolve(counting.result);
        };
      };
    });
  });
}
