/** What browsers lack or refuse, taken away one at a time: the app does without, or says in words what is missing. */

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { type App, expect, test } from './app';
import { findsNothing } from './axe';
import { inPageAndWorkers, refuseBlobs, storeNothing, withoutIsolation, withoutSimd } from './taking-away';

const WRENCH = 'public/album/wrench.jpg';
const OWN = [WRENCH, 'public/album/panda.jpg'];

/** Adds two photos and finds one of them. */
async function addAndFind(app: App): Promise<void> {
  await app.fileInput.setInputFiles(OWN);
  await app.settled(2);
  await app.find('a panda');
  await expect(app.photos.first()).toHaveAttribute('data-name', 'panda.jpg');
}

/** Adds photos, which are there after a reload; the settings show what they can about storage. */
async function addedAndKept(app: App, page: Page): Promise<void> {
  await app.open();
  await addAndFind(app);
  await page.reload();
  await app.settled(2);
  await app.go('Settings');
  await expect(page.getByRole('heading', { name: 'Storage' })).toBeVisible();
}

/** Shows the first photo in the viewer. */
async function view(app: App, page: Page): Promise<void> {
  await app.photos.first().click();
  const picture = page.locator('.pswp__img:not(.pswp__img--placeholder)').first();
  await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
  await page.keyboard.press('Escape');
  await expect(picture).toHaveCount(0);
}

test('IndexedDB that refuses Blobs: the album, own files, a query, a reload, the viewer', async ({
  app,
  page,
  context,
}) => {
  await inPageAndWorkers(context, refuseBlobs);
  await app.open();
  await app.addSamples();
  await app.fileInput.setInputFiles({
    name: 'own.jpg',
    mimeType: 'image/jpeg',
    // The same picture with other bytes behind its end.
    buffer: Buffer.concat([readFileSync(WRENCH), Buffer.from('own')]),
  });
  await app.settled(43);
  await page.reload();
  await app.settled(43);
  await app.find('a panda');
  await expect(app.photos.first()).toHaveAttribute('data-name', 'panda.jpg');
  await view(app, page);
  await expect(app.failed).toHaveCount(0);
  await expect(page.getByTestId('in-memory')).toHaveCount(0);
});

test.describe('no storage at all', () => {
  test.beforeEach(({ context }) => inPageAndWorkers(context, storeNothing));

  test('the app runs for the session, and says that nothing will stay', async ({ app, page, context }) => {
    await app.open();
    const line = page.getByTestId('in-memory');
    await expect(line).toContainText('is gone when this tab is closed');
    await findsNothing(page);
    await addAndFind(app);
    await view(app, page);

    await app.go('Settings');
    await expect(page.getByText('cannot keep the app for offline use')).toBeVisible();
    await app.go('Find');

    // Another tab has a library of its own.
    const other = await context.newPage();
    await other.goto('/');
    await other.getByTestId('file-input').setInputFiles(WRENCH);
    await expect(other.getByTestId('indexing')).toHaveAttribute('data-done', '1');
    await other.close();
    await expect(app.indexing).toHaveAttribute('data-done', '2');

    await page.reload();
    await expect(page.getByTestId('sample-album')).toBeVisible();
  });

  for (const [locale, words] of [
    ['ja-JP', 'ブラウザがデータを保存しません'],
    ['zh-CN', '浏览器在这里不保存数据'],
  ] as const) {
    test.describe(locale, () => {
      test.use({ locale });

      test('it says so in this language', async ({ app, page }) => {
        await app.open();
        await expect(page.getByTestId('in-memory')).toContainText(words);
        await findsNothing(page);
      });
    });
  }
});

test('no navigator.storage: photos are added and kept, and the settings do without its figures', async ({
  app,
  page,
  context,
}) => {
  await inPageAndWorkers(context, () => Object.defineProperty(navigator, 'storage', { value: undefined }));
  await addedAndKept(app, page);
});

test('storage that cannot be estimated or made persistent: photos are added and kept', async ({
  app,
  page,
  context,
}) => {
  await inPageAndWorkers(context, () => {
    const refuse = () => Promise.reject(new TypeError('Not here.'));
    for (const name of ['estimate', 'persist', 'persisted', 'getDirectory']) {
      Object.defineProperty(navigator.storage, name, { value: refuse });
    }
  });
  await addedAndKept(app, page);
});

test('no navigator.locks: photos are added, found, and kept', async ({ app, page, context }) => {
  await inPageAndWorkers(context, () => Object.defineProperty(navigator, 'locks', { value: undefined }));
  await app.open();
  await addAndFind(app);
  await page.reload();
  await app.settled(2);
});

test('no isolation, so no SharedArrayBuffer: one thread encodes', async ({ app, page, context }) => {
  await withoutIsolation(context);
  await app.open();
  expect(await page.evaluate(() => [crossOriginIsolated, 'SharedArrayBuffer' in globalThis])).toEqual([
    false,
    false,
  ]);
  await addAndFind(app);
});

test('no ImageDecoder: photos are decoded another way', async ({ app, context }) => {
  await inPageAndWorkers(context, () => Reflect.deleteProperty(globalThis, 'ImageDecoder'));
  await app.open();
  await addAndFind(app);
});

const TOO_OLD = 'This browser is too old for Mitsuke.';

for (const [missing, locale, words] of [
  ['OffscreenCanvas', 'en-US', TOO_OLD],
  ['BroadcastChannel', 'en-US', TOO_OLD],
  ['WebAssembly', 'en-US', TOO_OLD],
  ['OffscreenCanvas', 'ja-JP', 'このブラウザは古く、Mitsuke が動きません。'],
  ['OffscreenCanvas', 'zh-CN', '这个浏览器太旧，无法运行 Mitsuke。'],
] as const) {
  test.describe(`${missing}, ${locale}`, () => {
    test.use({ locale });

    test('without it nothing works, and the first screen says so', async ({ page }) => {
      await page.addInitScript((name) => Reflect.deleteProperty(globalThis, name), missing);
      await page.goto('/');
      await expect(page.getByRole('alert')).toContainText(words);
      // The first screen, which is there before the app, promises what cannot be.
      await expect(page.getByTestId('search')).toHaveCount(0);
      if (missing === 'OffscreenCanvas') await findsNothing(page);
    });
  });
}

for (const [locale, words] of [
  ['en-US', TOO_OLD],
  ['ja-JP', 'WebAssembly も必要です'],
  ['zh-CN', '需要 WebAssembly'],
] as const) {
  test.describe(`WebAssembly without SIMD, ${locale}`, () => {
    test.use({ locale });

    test('nothing is fetched that could not run, and the first screen says so', async ({ page, context }) => {
      await inPageAndWorkers(context, withoutSimd);
      const fetched: string[] = [];
      context.on('request', (request) => fetched.push(request.url()));
      await page.goto('/');
      await expect(page.getByRole('alert')).toContainText(words);
      expect(fetched.filter((url) => /\.(wasm|onnx)$|worker/.test(url))).toEqual([]);
    });
  });
}
