/**
 * Giving photos away as a gallery: what is in its files, and that it works from the disk in any window, by keyboard, and
 * without scripts.
 */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { jpeg } from '../fixtures/jpeg';
import { type App, expect, test } from './app';
import { findsNothing } from './axe';
import { fingerOn } from './finger';
import { folderPicker } from './folder';
import { record } from './recording';
import { readZip } from './zip';

const HOSTILE = `"><img src=x onerror=document.title=1></script><script>document.title=1</script>`;
const KYOTO = { latitude: 35.0116, longitude: 135.7681 };

/** A photo of one colour, with all that a camera may write into it. */
const photo = (level: number, day: number, width: number, height: number) =>
  jpeg({
    ...{ width, height, color: 'rgb', at: () => [level, 90, 200 - level] },
    exif: {
      ...{ taken: `2024:05:0${day} 10:00:00`, make: 'Canon', model: 'SecretCamera', gps: KYOTO },
      description: day === 1 ? HOSTILE : '',
    },
  });

let folder: string;

test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mitsuke-gallery-'));
});

test.afterEach(() => rmSync(folder, { recursive: true }));

/** Presses the button that saves the gallery, and unpacks the ZIP. */
async function unpacked(page: Page): Promise<Map<string, Buffer>> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByTestId('gallery-save').click(),
  ]);
  const files = new Map<string, Buffer>();
  for (const [path, { bytes }] of readZip(readFileSync(await download.path()))) {
    files.set(path, bytes);
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  return files;
}

/** Opens the gallery in a window of its own. It fails the test if the page asks for anything but files, or breaks its policy. */
async function opened(browser: Browser, options: { width: number; height: number; scripts?: boolean }) {
  const { width, height, scripts = true } = options;
  const context = await browser.newContext({ viewport: { width, height }, javaScriptEnabled: scripts });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('request', (request) => {
    if (!/^(file|data):/.test(request.url())) faults.push(request.url());
  });
  page.on('console', (message) => faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(String(error)));
  await page.goto(pathToFileURL(join(folder, 'index.html')).href);
  return { page, faults, close: () => context.close() };
}

const links = (page: Page) => page.locator('#photos a');
const viewer = (page: Page) => page.getByRole('dialog');

/** Waits until the viewer shows this photo. */
async function shows(page: Page, position: string): Promise<void> {
  await expect(page.locator('#position')).toHaveText(position);
}

async function fromSelection(app: App, page: Page): Promise<void> {
  await app.photos.first().focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.getByTestId('selection').getByRole('button', { name: 'More', exact: true }).click();
  await page.getByTestId('make-gallery').click();
  await expect(page.getByTestId('gallery-size')).toHaveAttribute('data-bytes');
}

test.beforeEach(({ page }) =>
  page.addInitScript(() => {
    // Downloads instead of a picker, which nobody can press here; folders are stubbed by the test.
    Reflect.deleteProperty(globalThis, 'showSaveFilePicker');
  }),
);

test('a selection becomes a ZIP that opens from the disk, without places and people, by keyboard and without scripts', async ({
  app,
  page,
  browser,
}) => {
  await app.open();
  const film = await record(page, {
    ...{ container: 'mp4', codec: 'vp9', scenes: ['#c33'], seconds: 1, width: 64, height: 48 },
    tags: { '©xyz': '+35.0116+135.7681/', '©mak': 'SecretCamera' },
  });
  expect(film.includes('SecretCamera')).toBe(true);
  await folderPicker(page, {
    'con.jpg': photo(40, 1, 3000, 2000),
    'Beach #1 50%.jpg': photo(120, 2, 800, 1200),
    'beach #1 50%.JPG': photo(160, 3, 400, 400),
    'film.mp4': film,
  });
  await page.getByRole('button', { name: 'Choose a folder' }).click();
  await app.settled(4);

  await fromSelection(app, page);
  await test.step('the sheet leaves places out, and says how large it will be', async () => {
    await expect(page.getByTestId('gallery')).toHaveAttribute('data-photos', '4');
    await expect(page.getByTestId('gallery-tells-captions')).toBeChecked();
    await expect(page.getByTestId('gallery-tells-dates')).toBeChecked();
    await expect(page.getByTestId('gallery-tells-places')).not.toBeChecked();
    await expect(page.getByTestId('gallery-tells-people')).toHaveCount(0);
    await findsNothing(page);
    const size = page.getByTestId('gallery-size');
    const copies = Number(await size.getAttribute('data-bytes'));
    await page.getByTestId('gallery-size-1280').check({ force: true });
    await expect.poll(async () => Number(await size.getAttribute('data-bytes'))).toBeLessThan(copies);
    await page.getByTestId('gallery-size-2048').check({ force: true });
    await page.getByTestId('gallery-name').fill(HOSTILE);
  });
  const files = await unpacked(page);
  await expect(page.getByTestId('gallery')).toHaveCount(0);

  await test.step('its files hold no place, no camera and no film but the pictures', async () => {
    expect([...files.keys()].sort()).toEqual([
      'index.html',
      'photos/Beach #1 50%.jpg',
      'photos/_con.jpg',
      'photos/beach #1 50% (2).JPG',
      'photos/film.mp4',
      ...['thumbnails/0001.jpg', 'thumbnails/0002.jpg', 'thumbnails/0003.jpg', 'thumbnails/0004.jpg'],
    ]);
    for (const [path, bytes] of files) {
      for (const secret of ['SecretCamera', 'Exif', '35.01', '+135', 'Kyoto']) {
        expect(bytes.includes(secret), `${secret} in ${path}`).toBe(false);
      }
    }
    expect(files.get('photos/film.mp4')?.length).toBe(film.length);
  });

  for (const [width, height] of [
    [1440, 900],
    [390, 844],
  ] as const) {
    await test.step(`it works at ${width} x ${height}`, async () => {
      const gallery = await opened(browser, { width, height });
      const { page: given } = gallery;
      await expect(given.getByRole('heading')).toHaveText(HOSTILE);
      expect(await given.title()).toBe(HOSTILE);
      await expect(links(given)).toHaveCount(4);
      await expect
        .poll(() =>
          links(given)
            .locator('img')
            .evaluateAll((all) => all.every((img) => (img as HTMLImageElement).naturalWidth > 0)),
        )
        .toBe(true);
      await expect(given.locator('#packed')).toBeHidden();
      expect(await given.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await findsNothing(given);

      await given.keyboard.press('Tab');
      await expect(links(given).first()).toBeFocused();
      await given.keyboard.press('Enter');
      await shows(given, 'Photo 1 of 4');
      await expect(viewer(given)).toContainText(HOSTILE);
      await expect(viewer(given)).toContainText('May 1, 2024');
      await expect(viewer(given).locator('#stage img')).toHaveJSProperty('naturalWidth', 2048);
      await findsNothing(given);
      await given.keyboard.press('ArrowRight');
      await shows(given, 'Photo 2 of 4');
      await given.keyboard.press('End');
      await shows(given, 'Photo 4 of 4');
      await expect(viewer(given).locator('video')).toHaveJSProperty('videoWidth', 64);
      await given.keyboard.press('Home');
      await shows(given, 'Photo 1 of 4');
      await given.keyboard.press('ArrowRight');
      await shows(given, 'Photo 2 of 4');
      await given.keyboard.press('Escape');
      await expect(viewer(given)).toBeHidden();
      await expect(links(given).nth(1)).toBeFocused();
      expect(gallery.faults).toEqual([]);
      await gallery.close();
    });
  }

  await test.step('a finger leads on, and Back to the page', async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
    const given = await context.newPage();
    await given.goto(pathToFileURL(join(folder, 'index.html')).href);
    await links(given).first().tap();
    await shows(given, 'Photo 1 of 4');
    const finger = await fingerOn(given);
    await finger.down({ x: 300, y: 400 });
    await finger.move({ x: 200, y: 400 });
    await finger.move({ x: 100, y: 400 });
    await finger.up();
    await shows(given, 'Photo 2 of 4');
    await given.goBack();
    await expect(viewer(given)).toBeHidden();
    await expect(links(given)).toHaveCount(4);
    await context.close();
  });

  await test.step('without scripts it is a page of pictures with links', async () => {
    const gallery = await opened(browser, { width: 1440, height: 900, scripts: false });
    const { page: given } = gallery;
    await expect(given.getByText('May 1, 2024')).toBeVisible();
    await expect(given.getByText(HOSTILE)).toHaveCount(2);
    await links(given).nth(1).click();
    await expect(given).toHaveURL(/photos\/Beach%20%231%2050%25\.jpg$/);
    await gallery.close();
  });
});

test('a saved search becomes a folder of originals, with what was asked for, in Japanese', async ({
  app,
  page,
}) => {
  await app.openWithSamples();
  await app.find('a panda');
  await page.getByTestId('save-search').click();
  await page.getByTestId('save-search-words').fill('Bears & friends');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('search-saved')).toBeVisible();
  await app.search.fill('');
  const album = page.getByTestId('album');
  await expect(album).toHaveAttribute('data-count', /^[1-9]/);
  const count = Number(await album.getAttribute('data-count'));
  await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const into = await root.getDirectoryHandle('Out', { create: true });
    await into.getDirectoryHandle('Bears & friends', { create: true });
    Object.assign(globalThis, { showDirectoryPicker: async () => into });
  });
  await app.go('Settings');
  await page.getByLabel('日本語').check({ force: true });
  await app.go('さがす');
  await album.getByRole('button').last().click();
  await page.getByTestId('album-gallery').click();
  await expect(page.getByTestId('gallery')).toHaveAttribute('data-photos', String(count));
  await expect(page.getByTestId('gallery-name')).toHaveValue('Bears & friends');
  await page.getByTestId('gallery-size-original').check({ force: true });
  await page.getByTestId('gallery-as-folder').check({ force: true });
  await page.setViewportSize({ width: 390, height: 844 });
  await findsNothing(page);
  await page.getByTestId('gallery-save').click();
  await expect(page.getByText('「Bears & friends」ができました')).toBeVisible();
  const files = await page.evaluate(async () => {
    const files: Record<string, string | number> = {};
    const read = async (folder: FileSystemDirectoryHandle, path: string) => {
      for await (const entry of folder.values()) {
        if (entry.kind === 'directory') await read(entry, `${path}${entry.name}/`);
        else {
          const file = await entry.getFile();
          files[path + entry.name] = entry.name === 'index.html' ? await file.text() : file.size;
        }
      }
    };
    await read(await (await navigator.storage.getDirectory()).getDirectoryHandle('Out'), '');
    return files;
  });
  const { 'Bears & friends (2)/index.html': given, ...others } = files;
  expect(given).toContain('<html lang="ja">');
  expect(given).toContain(`${count} 枚`);
  // Byte for byte as large, and none of the folder that was there.
  expect(others['Bears & friends (2)/photos/panda.jpg']).toBe(readFileSync('public/album/panda.jpg').length);
  expect(Object.keys(others)).toHaveLength(2 * count);
  expect(Object.keys(others).every((path) => path.startsWith('Bears & friends (2)/'))).toBe(true);
});
