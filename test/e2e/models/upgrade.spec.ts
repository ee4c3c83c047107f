/** The way from the starter to a real model, offered to newcomers. */

import { cpSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { Pace } from '#core/space';
import { manyPhotos } from '../../fixtures/many';
import { seedLibrary } from '../../fixtures/seed-library';
import type { App } from '../app';
import { findsNothing } from '../axe';
import { expect, test } from './fixtures';
import type { Shelf } from './shelf';
import { storedBackends } from './stored-backends';

const PHOTOS = 8;
/** Photos of a library that a phone takes long for. */
const MANY = 2000;
const ALL = '2,008';

/**
 * Opens the app with photos of the user's own, and takes models from the mirror.
 * @param before photos that the library holds already
 */
async function newcomer(
  app: App,
  shelf: Shelf,
  places: { settings: string; find: string },
  before = 0,
): Promise<void> {
  await app.open();
  await shelf.open(places.settings);
  await shelf.useMirror('good');
  await app.go(places.find);
  await app.fileInput.setInputFiles(manyPhotos(PHOTOS));
  await app.settled(before + PHOTOS);
}

const UFORM = {
  name: 'uform3-image-text-multilingual-base',
  revision: '5582c4ebfbc538afb95df03b6bbba93cf34f3940',
};

/** In Japanese: the app works without a network. */
const READY_OFFLINE = '準備完了。すべてネットワークなしで使えます。';

const ENGLISH = { settings: 'Settings', find: 'Find' };
const JAPANESE = { settings: '設定', find: 'さがす' };

test.describe('with a Japanese interface', () => {
  test.use({ locale: 'ja-JP' });

  test('the right model is downloaded, search goes on, and the user is told when it has taken over', async ({
    app,
    shelf,
    page,
    context,
  }) => {
    // The download is held, so that the search is certain to come in its middle.
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    await context.route('**/image_encoder.onnx', async (route) => {
      await released;
      await route.continue();
    });
    await newcomer(app, shelf, JAPANESE);
    const line = page.getByTestId('upgrade');
    await expect(line).toHaveAttribute('data-state', 'offered');
    await expect(line).toHaveAttribute('data-space', 'uform3-multilingual');
    await expect(line).toContainText('UForm 3 Multilingual Base');
    // Nobody has published the hashes of this model's files. The offer says so, and one press is enough.
    await expect(line).toContainText('フィンガープリントは公開されていない');
    await line.getByTestId('upgrade-accept').click();
    await expect(line).toHaveAttribute('data-state', 'loading');

    await app.find('ねこ');
    await expect(page.getByTestId('model-id')).toHaveText('starter');
    await app.search.fill('');
    await expect(line).toHaveAttribute('data-state', 'loading');
    release();
    await expect(page.getByTestId('model-id')).toHaveText('uform3-multilingual');
    await expect(page.getByText('UForm 3 Multilingual Base に切り替わりました')).toBeVisible();
    await expect(line).toHaveCount(0);
    await app.find('ねこ');
    expect((await app.names()).length).toBeGreaterThan(0);
  });

  test('on a device with little space the next one that fits is offered, and taken', async ({
    app,
    shelf,
    page,
  }) => {
    // Too little for the 198 MB of the first one beside the library's own growth.
    await device(page, { quota: 360_000_000 });
    await newcomer(app, shelf, JAPANESE);
    const line = page.getByTestId('upgrade');
    await expect(line).toHaveAttribute('data-space', 'clip-b32');
    await line.getByTestId('upgrade-accept').click();
    await expect(page.getByTestId('model-id')).toHaveText('clip-b32');
    // With the text encoder for many languages.
    await app.find('ねこ');
    await expect(page.getByTestId('unspoken')).toBeHidden();
    expect((await app.names()).length).toBeGreaterThan(0);
  });

  test('on a metered connection the line says so, and nothing is fetched before the press', async ({
    app,
    shelf,
    page,
  }) => {
    const fetched: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/resolve/')) fetched.push(request.url());
    });
    await device(page, { saveData: true });
    await newcomer(app, shelf, JAPANESE);
    const line = page.getByTestId('upgrade');
    await expect(line).toContainText('従量制');
    // Its stand-in is small enough for such a connection; recommending.test.ts has the true sizes.
    await expect(line).toHaveAttribute('data-space', 'clip-b32');
    expect(fetched).toEqual([]);
    await line.getByTestId('upgrade-accept').click();
    await expect(page.getByTestId('model-id')).toHaveText('clip-b32');
    expect(fetched.length).toBeGreaterThan(0);
  });

  test('on a slow device a faster model is offered, with the time that its library will take', async ({
    app,
    shelf,
    page,
  }) => {
    await app.open();
    await seedLibrary(page, MANY, MANY);
    await newcomer(app, shelf, JAPANESE, MANY);
    const line = page.getByTestId('upgrade');
    // The test machine is no phone, so the pace of one is put in the place of its own.
    await seePace(page, { picture: 50, photo: 100 });
    await expect(line).toHaveAttribute('data-space', 'uform3-multilingual');
    await expect(line).toContainText(`写真 ${ALL} 枚の準備し直しに約 7 分`);
    await seePace(page, { picture: 700, photo: 700 });
    await expect(line).toHaveAttribute('data-space', 'clip-b32');
    await expect(line).toContainText('準備し直しに約 25 分');
    await expect(line).not.toContainText('少しずつ進みます');
    await seePace(page, { picture: 12_000, photo: 12_000 });
    await expect(line).toHaveAttribute('data-space', 'clip-b32');
    await expect(line).toContainText('準備し直しに約 7 時間');
    await expect(line).toContainText('少しずつ進みます');
    await findsNothing(page);
  });
});

test.describe('with a Japanese interface, offline', () => {
  test.use({ locale: 'ja-JP', serviceWorkers: 'allow' });

  test('offline nothing is offered; the folder from another device brings the model', async ({
    app,
    shelf,
    page,
    context,
  }, info) => {
    // As `hf download --local-dir` leaves it.
    const folder = info.outputPath(UFORM.name);
    cpSync(`.cache/standins/tiny/unum-cloud/${UFORM.name}/resolve/${UFORM.revision}`, folder, {
      recursive: true,
    });
    await newcomer(app, shelf, JAPANESE);
    await app.go(JAPANESE.settings);
    await expect(page.getByText(READY_OFFLINE)).toBeVisible();
    await app.go(JAPANESE.find);
    const line = page.getByTestId('upgrade');
    await expect(line).toHaveAttribute('data-state', 'offered');
    await context.setOffline(true);
    await expect(line).toHaveCount(0);
    await shelf.open(JAPANESE.settings);
    await page.getByTestId('model-files-folder').setInputFiles(folder);
    for (const encoder of ['uform3-multilingual/image/q8', 'uform3-multilingual/text/q8']) {
      // Without a published hash it waits until the user has seen it.
      await shelf.expectPresence(encoder, 'unconfirmed');
      await shelf.press(encoder, 'accept');
      await shelf.expectPresence(encoder, 'ready');
    }
    await shelf.use('uform3-multilingual');
    await shelf.expectState('uform3-multilingual', 'active');
    await app.go(JAPANESE.find);
    await app.find('ねこ');
    expect((await app.names()).length).toBeGreaterThan(0);
  });
});

test('a download that was accepted goes on after a reload', async ({ app, shelf, page, context }) => {
  await context.route('**/vision_model_quantized.onnx', (route) => route.abort());
  await newcomer(app, shelf, ENGLISH);
  const line = page.getByTestId('upgrade');
  await line.getByTestId('upgrade-accept').click();
  await expect(line).toHaveAttribute('data-state', 'failed');
  await context.unrouteAll();
  await page.reload();
  await expect(page.getByTestId('model-id')).toHaveText('clip-b32');
});

test('what is declined is not offered again', async ({ app, shelf, page }) => {
  await newcomer(app, shelf, ENGLISH);
  const line = page.getByTestId('upgrade');
  await expect(line).toHaveAttribute('data-space', 'clip-b32');
  await line.getByTestId('upgrade-decline').click();
  await expect(line).toHaveCount(0);
  await page.reload();
  await app.settled(PHOTOS);
  await app.find('windmill');
  await app.search.fill('');
  await expect(line).toHaveCount(0);
  await app.go('Settings');
  await expect(page.getByText('Recommended for you')).toBeVisible();
  const starter = page.locator('[data-testid=space][data-space=starter-2]');
  await expect(starter.getByTestId('verified')).toContainText('28 of the sample album’s 30 queries');
});

test('sample photos alone are no reason to offer anything', async ({ app, page }) => {
  await app.openWithSamples();
  await app.find('windmill');
  await app.search.fill('');
  await expect(page.getByTestId('upgrade')).toHaveCount(0);
});

/** Replaces what the browser tells of the device, before the page reads it. */
async function device(
  page: Page,
  { quota, saveData }: { quota?: number; saveData?: boolean },
): Promise<void> {
  await page.addInitScript(
    ({ quota, saveData }) => {
      if (quota !== undefined) navigator.storage.estimate = async () => ({ usage: 0, quota });
      if (saveData !== undefined) {
        Object.defineProperty(navigator, 'connection', { value: { saveData, downlink: 5 } });
      }
    },
    { quota, saveData },
  );
}

/** Stores what indexing saw of the starter here, and opens the page again, which reads it. */
async function seePace(page: Page, pace: Pace): Promise<void> {
  await storedBackends(page, 'starter-2/image/fp32', { paces: { wasm: pace } });
  await page.reload();
}

test('a device with little space is offered nothing, and says nothing', async ({ app, shelf, page }) => {
  await device(page, { quota: 150_000_000 });
  await newcomer(app, shelf, ENGLISH);
  await app.go('Settings');
  await expect(page.getByTestId('all-models')).toBeVisible();
  await expect(page.getByText('Recommended for you')).toHaveCount(0);
  await app.go('Find');
  await expect(page.getByTestId('upgrade')).toHaveCount(0);
});

test('on a metered connection the line says that the download can wait', async ({ app, shelf, page }) => {
  await device(page, { saveData: true });
  await newcomer(app, shelf, ENGLISH);
  const line = page.getByTestId('upgrade');
  await expect(line).toContainText('metered');
});

test('offline nothing is offered; files from another device are recognised by their hash', async ({
  app,
  shelf,
  page,
  context,
}) => {
  await newcomer(app, shelf, ENGLISH);
  const line = page.getByTestId('upgrade');
  await expect(line).toHaveAttribute('data-state', 'offered');
  await context.setOffline(true);
  await expect(line).toHaveCount(0);
  await shelf.open();
  const folder =
    '.cache/standins/tiny/Xenova/clip-vit-base-patch32/resolve/d15189d7028b43f1d3e65039190477f6af591c2a';
  await page
    .getByTestId('model-files')
    .setInputFiles(
      [
        'preprocessor_config.json',
        'onnx/vision_model_quantized.onnx',
        'onnx/text_model_quantized.onnx',
        'tokenizer.json',
      ].map((path) => `${folder}/${path}`),
    );
  await shelf.expectPresence('clip-b32/image/q8', 'ready');
  await shelf.expectPresence('clip-b32/text/q8', 'ready');
  await shelf.use('clip-b32');
  await shelf.expectState('clip-b32', 'active');
});
