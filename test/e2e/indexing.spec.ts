import type { Page } from '@playwright/test';
import { manyPhotos } from '../fixtures/many';
import { App, expect, test } from './app';
import { findsNothing } from './axe';
import { holdRuntime } from './holding';
import { inPageAndWorkers } from './taking-away';

test('a pause stops the indexing, also after a reload, until the user resumes it', async ({
  app,
  page,
  context,
}) => {
  const { asked, release } = await holdRuntime(context);
  await app.open();
  await app.fileInput.setInputFiles(manyPhotos(24));
  await asked;
  await expect(app.indexing).toHaveAttribute('data-state', 'running');
  await test.step('axe finds nothing while it runs', () => findsNothing(page));
  await page.getByRole('button', { name: 'Pause' }).click();
  // Work in flight is finished before the state becomes paused.
  release();
  await expect(app.indexing).toHaveAttribute('data-state', 'paused');
  const done = await app.done();
  await page.reload();
  await expect(app.indexing).toHaveAttribute('data-state', 'paused');
  expect(await app.done()).toBe(done);
  expect(done).toBeLessThan(24);
  await test.step('axe finds nothing while it is paused', () => findsNothing(page));
  await page.getByRole('button', { name: 'Resume' }).click();
  await app.settled(24);
});

test('search answers while photos are being indexed', async ({ app, context }) => {
  await app.openWithSamples();
  // Opens the text encoder before the image encoder is held.
  await app.find('panda');
  const { asked, release } = await holdRuntime(context);
  await app.fileInput.setInputFiles(manyPhotos(8));
  await asked;
  await expect(app.indexing).toHaveAttribute('data-state', 'running');
  await app.find('windmill');
  expect((await app.names()).slice(0, 2).sort()).toEqual(['windmill-1.jpg', 'windmill-2.jpg']);
  expect(await app.done()).toBe(42);
  release();
  await app.settled(50);
});

test('two tabs see the same photos, and one goes on indexing when the other is closed', async ({
  app,
  context,
}) => {
  const { asked, release } = await holdRuntime(context);
  await app.open();
  const other = new App(await context.newPage());
  await other.open();
  const files = manyPhotos(24);
  await app.fileInput.setInputFiles(files);
  await asked;
  await expect(other.indexing).toHaveAttribute('data-total', '24');
  // Until its copy is stored, a file exists only in the memory of its tab.
  await expect.poll(() => copiesKept(other.page)).toBe(24);
  await app.page.close();
  release();
  await other.settled(24);
  await expect(other.indexing).toHaveAttribute('data-failed', '0');
  await expect(other.photos.first()).toBeVisible();
  expect(await other.storedNames()).toEqual(files.map(({ name }) => name));
});

test('of ten tabs one indexes, all see it, and another goes on once that one is closed', async ({
  app,
  context,
}) => {
  const COUNT = 24;
  /** Photos that each tab has committed. Commits that are undone do not count. */
  const commits = new Map<Page | null, number>();
  context.on('console', (message) => {
    const [, photos] = /^Committed (\d+)\.$/.exec(message.text()) ?? [];
    if (photos) commits.set(message.page(), (commits.get(message.page()) ?? 0) + Number(photos));
  });
  await inPageAndWorkers(context, () => {
    const { add } = IDBObjectStore.prototype;
    const made = new WeakMap<IDBTransaction, number>();
    IDBObjectStore.prototype.add = function (value, key) {
      const tx = this.transaction;
      if (this.name === 'photos') {
        const before = made.get(tx);
        made.set(tx, (before ?? 0) + 1);
        const tell = () => console.log(`Committed ${made.get(tx)}.`);
        if (before === undefined) tx.addEventListener('complete', tell);
      }
      return key === undefined ? add.call(this, value) : add.call(this, value, key);
    };
  });
  const { asked, release } = await holdRuntime(context);
  const openers = new Set<Page>();
  context.on('request', (request) => {
    if (/ort-.*\.wasm$/.test(request.url())) openers.add(request.frame().page());
  });
  await app.open();
  const others: App[] = [];
  for (let i = 1; i < 10; i++) {
    const other = new App(await context.newPage());
    await other.open();
    others.push(other);
  }
  const files = manyPhotos(COUNT);
  await app.fileInput.setInputFiles(files);
  await asked;
  for (const other of others) await expect(other.indexing).toHaveAttribute('data-total', String(COUNT));
  const [first] = others as [App];
  await expect.poll(() => copiesKept(first.page)).toBe(COUNT);
  await expect.poll(() => openers.size).toBe(1);
  const [leader] = openers;
  await leader?.close();
  release();
  const left = [app, ...others].filter(({ page }) => page !== leader);
  for (const each of left) await each.settled(COUNT);
  expect(await left[0]?.storedNames()).toEqual(files.map(({ name }) => name));
  for (const each of left) await expect(each.indexing).toHaveAttribute('data-failed', '0');
  expect([...commits.values()]).toEqual([COUNT]);
  expect(openers.size).toBe(2);
});

test('a pause in one tab stops the indexing of the other', async ({ app, context, page }) => {
  const { asked, release } = await holdRuntime(context);
  await app.open();
  const other = new App(await context.newPage());
  await other.open();
  await app.fileInput.setInputFiles(manyPhotos(24));
  await asked;
  await other.page.getByRole('button', { name: 'Pause' }).click();
  release();
  await expect(app.indexing).toHaveAttribute('data-state', 'paused');
  await expect(other.indexing).toHaveAttribute('data-state', 'paused');
  expect((await app.stored()).length).toBeLessThan(24);
  await page.bringToFront();
  await page.getByRole('button', { name: 'Resume' }).click();
  await other.settled(24);
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
