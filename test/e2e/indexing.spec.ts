import { manyPhotos } from '../fixtures/many';
import { App, expect, test } from './app';

test('pause holds the work, also over a reload, and resume finishes it', async ({ app, page }) => {
  await app.open();
  await app.fileInput.setInputFiles(manyPhotos(60));
  await expect.poll(() => app.done()).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(app.indexing).toHaveAttribute('data-state', 'paused');
  const done = await app.done();
  await page.reload();
  await expect(app.indexing).toHaveAttribute('data-state', 'paused');
  expect(await app.done()).toBe(done);
  expect(done).toBeLessThan(60);
  await page.getByRole('button', { name: 'Resume' }).click();
  await app.settled(60);
});

test('search answers while photos are still coming in', async ({ app }) => {
  await app.openWithSamples();
  await app.fileInput.setInputFiles(manyPhotos(48));
  await expect(app.indexing).toHaveAttribute('data-state', 'running');
  await app.find('windmill');
  expect((await app.names()).slice(0, 2).sort()).toEqual(['windmill-1.jpg', 'windmill-2.jpg']);
  expect(await app.done()).toBeLessThan(90);
  await app.settled(90);
});

test('two tabs: both see the photos, and when one is closed the other goes on', async ({ app, context }) => {
  await app.open();
  const other = new App(await context.newPage());
  await other.open();
  const files = manyPhotos(60);
  await app.fileInput.setInputFiles(files);
  await expect(app.indexing).toHaveAttribute('data-total', '60');
  await expect.poll(() => other.done()).toBeGreaterThanOrEqual(4);
  await app.page.close();
  await other.settled(60);
  await expect(other.indexing).toHaveAttribute('data-failed', '0');
  await expect(other.photos.first()).toBeVisible();
  expect(await other.storedNames()).toEqual(files.map(({ name }) => name));
});

test('two tabs: pause in one holds the work of the other', async ({ app, context, page }) => {
  await app.open();
  const other = new App(await context.newPage());
  await other.open();
  await app.fileInput.setInputFiles(manyPhotos(60));
  await expect.poll(() => other.done()).toBeGreaterThan(0);
  await other.page.getByRole('button', { name: 'Pause' }).click();
  await expect(app.indexing).toHaveAttribute('data-state', 'paused');
  await expect(other.indexing).toHaveAttribute('data-state', 'paused');
  expect((await app.stored()).length).toBeLessThan(60);
  await page.bringToFront();
  await page.getByRole('button', { name: 'Resume' }).click();
  await other.settled(60);
});

test('files whose tab was closed before a copy was kept are listed, not lost', async ({ app, page }) => {
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
