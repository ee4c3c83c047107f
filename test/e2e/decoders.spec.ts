import type { Page } from '@playwright/test';
import { type ColouredFile, colouredFiles } from '../fixtures/coloured-files';
import { type DecodedFile, decodedFiles, PACKED_METADATA } from '../fixtures/decoded-files';
import { expect, test } from './app';
import { folderPicker } from './folder';
import { otherColours, unlike } from './likeness';
import { storedRows } from './stored-rows';

let files: DecodedFile[];
test.beforeAll(async () => {
  files = await decodedFiles();
});

const pick = ({ name, bytes }: ColouredFile) => ({ name, mimeType: '', buffer: bytes });
const named = (...names: string[]) => files.filter(({ name }) => names.includes(name)).map(pick);

test('formats that browsers do not decode become photos as they look elsewhere', async ({ app, page }) => {
  const asked = decodersAsked(page);
  await app.open();
  await app.fileInput.setInputFiles(named('reference.png', 'reference-grey.png'));
  await app.settled(2);
  expect(asked()).toEqual([]);

  const others = files.filter(({ name }) => !name.startsWith('reference'));
  const alike = others.filter(({ like }) => like);
  await app.fileInput.setInputFiles(others.map(pick));

  await test.step('what is no picture is listed with its reason', async () => {
    await expect(app.indexing).toHaveAttribute('data-total', String(files.length));
    await expect(app.indexing).toHaveAttribute('data-state', 'idle');
    const listed = await app.failed.evaluateAll((rows) =>
      rows.map(({ dataset }) => `${dataset.name}: ${dataset.reason}`),
    );
    const expected = others.flatMap(({ name, expect }) =>
      'failed' in expect ? [`${name}: ${expect.failed}`] : [],
    );
    expect(listed.sort()).toEqual(expected.sort());
  });

  await test.step('each photo has the size of the upright picture', async () => {
    const sizes = (await app.stored()).map(({ name, width, height }) => `${name}: ${width} x ${height}`);
    const expected = files.flatMap(({ name, expect }) =>
      'width' in expect ? [`${name}: ${expect.width} x ${expect.height}`] : [],
    );
    expect(sizes.sort()).toEqual(expected.sort());
  });

  await test.step('each looks like its picture as PNG, upright and in its colours, and has nearly its embedding', async () => {
    const pictures = new Map(alike.map(({ name, like = '' }) => [name, like]));
    expect(pictures.size).toBeGreaterThan(20);
    expect(await unlike(page, pictures)).toEqual([]);
  });

  await test.step('metadata are read too', async () => {
    // It is the oldest, and so at the end of the grid.
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await app.photo('iphone.heic').click();
    await page.getByRole('button', { name: 'Details' }).click();
    const known = page.getByRole('complementary', { name: 'Details' });
    await expect(known).toContainText('iPhone 15');
    await expect(known).toContainText('May 6, 2023');
    await page.keyboard.press('Escape');
    const dates = await datesOf(page);
    expect(PACKED_METADATA.map((name) => dates[name])).toEqual(
      PACKED_METADATA.map(() => '2023-05-06T07:08:09.000Z'),
    );
  });

  await test.step('decoders were fetched for these files', async () => {
    const kinds = new Set(asked().map((path) => path.replace(/-[\w-]{8}\./, '.')));
    // This browser has a decoder of JPEG XL itself, or has not.
    const scripts = ['brotli.js', 'heif.js', 'jp2.js', 'psd.js', 'svg.js', 'tiff.js', 'libheif.wasm'];
    expect([...kinds]).toEqual(expect.arrayContaining(scripts));
  });
});

test('each coding of colours looks as another program shows it', async ({ app, page }) => {
  const coloured = await colouredFiles();
  await app.open();
  await app.fileInput.setInputFiles(coloured.map(pick));
  await app.settled(coloured.length);
  const pictures = new Map(coloured.flatMap(({ name, like }) => (like ? [[name, like]] : [])));
  expect(await otherColours(page, pictures)).toEqual([]);
});

test.describe('a decoder that cannot be fetched', () => {
  test.use({ serviceWorkers: 'allow' });

  test('lets its file wait; once fetched it works offline', async ({ app, context, page }) => {
    await app.open();
    await app.readyOffline();
    await context.route(/libheif/, (route) => route.abort());
    await app.fileInput.setInputFiles(named('iphone.heic'));
    await expect(app.failed).toHaveAttribute('data-reason', 'decoder-missing');

    await context.unroute(/libheif/);
    await page.reload();
    await app.settled(1);
    await expect(app.failed).toHaveCount(0);

    await context.setOffline(true);
    await page.reload();
    await app.settled(1);
    await app.fileInput.setInputFiles(named('samsung.heic'));
    await app.settled(2);
  });
});

test('a JPEG XL whose packed metadata cannot be unpacked now waits, and has its date then', async ({
  app,
  context,
  page,
}) => {
  const taken = '2023-05-06T07:08:09.000Z';
  const [jxl, png] = PACKED_METADATA;
  await context.route(/brotli/, (route) => route.abort());
  await app.open();
  await app.fileInput.setInputFiles(named(...PACKED_METADATA));
  await expect(app.failed).toHaveAttribute('data-reason', 'decoder-missing');
  await app.settled(1);
  expect(await datesOf(page)).toEqual({ [png]: taken });

  await context.unroute(/brotli/);
  await page.reload();
  await app.settled(2);
  await expect(app.failed).toHaveCount(0);
  expect(await datesOf(page)).toEqual({ [png]: taken, [jxl]: taken });
});

test('the viewer shows the whole picture of a format that the browser does not show', async ({
  app,
  page,
}) => {
  await app.open();
  const bytes = files.find(({ name }) => name === 'iphone.heic')?.bytes ?? Buffer.alloc(0);
  await folderPicker(page, { 'iphone.heic': bytes });
  await page.getByRole('button', { name: 'Choose a folder' }).click();
  await app.settled(1);
  await app.photo('iphone.heic').click();
  const shown = page.locator('.pswp__img:not(.pswp__img--placeholder)').first();
  // The copy in the library is as small as the thumbnail inside the file: 320 x 240.
  await expect
    .poll(() => shown.evaluate((img: HTMLImageElement) => [img.naturalWidth, img.naturalHeight]))
    .toEqual([640, 480]);
});

/** When each photo was taken, by the clock on the wall, by name. */
async function datesOf(page: Page): Promise<Record<string, string>> {
  const { photos } = await storedRows<{ photos: { name: string; taken: number } }>(page, 'photos');
  return Object.fromEntries(photos.map(({ name, taken }) => [name, new Date(taken).toISOString()]));
}

/** Collects the decoders that are requested, by file name. */
function decodersAsked(page: Page): () => string[] {
  const names: string[] = [];
  page.context().on('request', (request) => {
    const [, name] = /\/assets\/decoders\/(.*)$/.exec(request.url()) ?? [];
    if (name) names.push(name);
  });
  return () => names;
}
