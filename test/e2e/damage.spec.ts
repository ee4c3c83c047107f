/** What the browser's disk and other tabs do to a library that is in use. */

import type { Page } from '@playwright/test';
import { type App, expect, test } from './app';
import { findsNothing } from './axe';
import { holdDatabase, openStill } from './held-database';
import { storedRows } from './stored-rows';

/** Overwrites the bytes of rows, as a failing disk does. @returns how many */
function overwrite(page: Page, store: 'thumbnails' | 'modelParts', only: string): Promise<number> {
  return page.evaluate(
    async ([store, only]) => {
      const ask = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const db = await ask(indexedDB.open('mitsuke'));
      const rows = db.transaction(store, 'readwrite').objectStore(store);
      const keys = (await ask(rows.getAllKeys())).filter((key) => JSON.stringify(key).includes(only));
      for (const key of keys) {
        const row: ArrayBuffer | { bytes: ArrayBuffer } = await ask(rows.get(key));
        new Uint8Array(row instanceof ArrayBuffer ? row : row.bytes).fill(7);
        await ask(rows.put(row, key));
      }
      db.close();
      return keys.length;
    },
    [store, only] as const,
  );
}

/** @param asked is done while the dialog asks whether all is to be erased */
async function erase(app: App, asked: () => Promise<void>): Promise<void> {
  await app.go('Settings');
  await app.page.getByRole('button', { name: 'Erase everything' }).click();
  const yes = app.page.getByRole('dialog').getByRole('button', { name: 'Erase everything' });
  await expect(yes).toBeVisible();
  await asked();
  await yes.click();
}

test('a thumbnail and a model that the disk has damaged are mended', async ({ app, page }) => {
  await app.openWithSamples();
  await app.find('panda');
  await app.search.fill('');
  const warnings: string[] = [];
  page.on('console', (message) => warnings.push(message.text()));

  await test.step('the thumbnail is made anew', async () => {
    const [name = ''] = await app.names();
    const before = await app.colorAt(name, 0.5, 0.5);
    const no = (await app.stored()).find((photo) => photo.name === name)?.no;
    expect(await overwrite(page, 'thumbnails', String(no))).toBeGreaterThan(0);
    await page.reload();
    const after = await app.colorAt(name, 0.5, 0.5);
    const off = after.map((value, i) => Math.abs(value - (before[i] ?? 0)));
    expect(Math.max(...off)).toBeLessThan(24);
    expect(warnings).toContain(`The thumbnail of ${name} was damaged, and is made anew.`);
  });

  await test.step('the model is named, and fetched again', async () => {
    const { modelFiles } = await storedRows<{ modelFiles: { key: string; path: string } }>(
      page,
      'modelFiles',
    );
    const { key = '' } = modelFiles.find(({ path }) => path === 'onnx/text_model.onnx') ?? {};
    expect(await overwrite(page, 'modelParts', key)).toBeGreaterThan(0);
    const requested: string[] = [];
    page.context().on('request', (request) => {
      if (/\.onnx$/.test(request.url())) requested.push(request.url().split('/').at(-1) ?? '');
    });
    await page.reload();
    await app.search.fill('panda');
    await expect(page.getByTestId('results')).toHaveAttribute('data-query', 'panda');
    await expect(app.photos.first()).toHaveAttribute('data-name', 'panda.jpg');
    expect(requested).toEqual(['text_model.onnx']);
  });
});

test('a library that is erased in one tab, or deleted by the browser, is gone in all', async ({
  app,
  page,
  context,
}) => {
  await app.open();
  await app.fileInput.setInputFiles('public/album/panda.jpg');
  await app.settled(1);
  const second = await context.newPage();
  await second.goto('/');
  await expect(second.getByTestId('photo')).toHaveCount(1);
  const held = await context.newPage();
  await openStill(held);
  await holdDatabase(held);
  await page.bringToFront();

  await test.step('a tab that does not let go is told of; then erasing goes on', async () => {
    await erase(app, () => findsNothing(page));
    await expect(page.getByRole('alert')).toContainText('Mitsuke is still open in another tab.');
    await findsNothing(page);
    await held.close();
    for (const each of [page, second]) {
      await expect(each.getByTestId('sample-album')).toBeVisible();
      await expect(each.getByRole('alert')).toHaveCount(0);
    }
  });

  await test.step('the browser deletes it', async () => {
    await app.fileInput.setInputFiles('public/album/panda.jpg');
    await app.settled(1);
    await page.evaluate(() => void indexedDB.deleteDatabase('mitsuke'));
    for (const each of [page, second]) await expect(each.getByTestId('sample-album')).toBeVisible();
    await app.settled(0);
  });
});
