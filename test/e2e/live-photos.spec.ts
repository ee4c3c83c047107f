/** Live Photos: a still and a short video of one name are one photo that plays, in every way in. */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Photo } from '#core/photo';
import { exifPayload } from '../fixtures/exif';
import { heif } from '../fixtures/heif';
import { jpeg } from '../fixtures/jpeg';
import { type App, expect, test } from './app';
import { folderPicker, moveInFolder } from './folder';
import { dropFiles } from './handing';
import { layers } from './layers';
import { record } from './recording';
import { storedRows } from './stored-rows';
import { readZip } from './zip';

const IDS = ['D4B1C0A2-5F5E-4C7B-9F43-0A4D6E2B7C11', '7E0E9B54-3C0B-4A0C-8F6D-5B1E2A9C4D33'] as const;

/** A still as an iPhone writes it. */
const heic = (contentId: string) =>
  heif({
    brands: ['heic', 'mif1'],
    width: 64,
    height: 64,
    at: (x, y) => [x * 3, y * 3, 90],
    exif: exifPayload({
      contentId,
      taken: '2024:07:31 18:20:05',
      make: 'Apple',
      model: 'iPhone 15',
    }).subarray(6),
  });
const grey = (level: number, contentId?: string) =>
  jpeg({ width: 32, height: 32, color: 'grey', at: () => [level], exif: contentId ? { contentId } : {} });

/** A video of these seconds; no other has the same bytes. */
const video = (page: Page, color: string, seconds: number, contentId?: string) =>
  record(page, {
    container: 'mov',
    codec: 'vp9',
    scenes: [color],
    seconds,
    width: 64,
    height: 64,
    ...(contentId && { tags: { 'com.apple.quicktime.content.identifier': contentId } }),
  });

/** Opens a photo, and plays its moment to the end. */
async function plays(app: App, page: Page, name: string): Promise<void> {
  await app.photo(name).click();
  const ended = page.evaluate(
    () =>
      new Promise((resolve) => document.addEventListener('ended', () => resolve(true), { capture: true })),
  );
  await page.getByRole('button', { name: 'Play the moment' }).click();
  expect(await ended).toBe(true);
  await expect(page.getByTestId('clip-unplayable')).toHaveCount(0);
  await closeViewer(page);
}

async function closeViewer(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('favourite')).toHaveCount(0);
  // The viewer leaves its entry of the history; a reload before that would be aborted.
  await layers(page, 0);
}

/** Waits until these are the photos in view; those that play have a star. */
async function holds(app: App, page: Page, ...names: string[]): Promise<void> {
  const inView = async () => {
    const { photos } = await storedRows<{ photos: Photo }>(page, 'photos');
    const live = new Set(photos.flatMap(({ no, live }) => (live ? no : [])));
    const shown = await app.photos.evaluateAll((tiles) => tiles.map(({ dataset }) => dataset));
    return shown.map(({ no, name }) => (live.has(Number(no)) ? `${name} *` : name)).sort();
  };
  await expect.poll(inView).toEqual(names);
  await app.settled(names.length);
}

test('a folder’s Live Photos are one photo each, and stay so', async ({ app, page }) => {
  await app.open();
  const clip = await video(page, 'teal', 1, IDS[0]);
  await folderPicker(page, {
    'IMG_1.HEIC': heic(IDS[0]),
    'IMG_1.MOV': clip,
    'sub/IMG_2.JPG': grey(40),
    // A camera counts photos and films apart.
    'sub/IMG_2.MOV': await video(page, 'olive', 9),
    'IMG_3.JPG': grey(80, IDS[0]),
    'IMG_3.MOV': await video(page, 'navy', 1, IDS[1]),
    // Its still has not been synced yet.
    'IMG_4.MOV': await video(page, 'maroon', 1),
  });
  await page.getByRole('button', { name: 'Choose a folder' }).click();
  const APART = ['IMG_2.JPG', 'IMG_2.MOV', 'IMG_3.JPG', 'IMG_3.MOV'];
  await holds(app, page, 'IMG_1.HEIC *', ...APART, 'IMG_4.MOV');
  await expect(app.indexing).toHaveAttribute('data-failed', '0');
  await expect(app.indexing).toHaveAttribute('data-total', '6');
  await plays(app, page, 'IMG_1.HEIC');

  await test.step('a copy has both files', async () => {
    await app.photo('IMG_1.HEIC').click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save a copy' }).click();
    const saved = await download;
    expect(saved.suggestedFilename()).toBe('IMG_1.zip');
    const files = readZip(readFileSync(await saved.path()));
    expect([...files.keys()]).toEqual(['IMG_1.HEIC', 'IMG_1.MOV']);
    expect(files.get('IMG_1.MOV')?.bytes.equals(clip)).toBe(true);
    await closeViewer(page);
  });

  await test.step('a still that comes later takes its video in', async () => {
    await folderPicker(page, { 'IMG_4.JPG': grey(120), 'IMG_5.JPG': grey(160) });
    await page.reload();
    await holds(app, page, 'IMG_1.HEIC *', ...APART, 'IMG_4.JPG *', 'IMG_5.JPG');
    await expect(page.getByTestId('found-photos')).toHaveAttribute('data-count', '2');
  });

  await test.step('a video that comes later is no photo, and no news', async () => {
    await folderPicker(page, { 'IMG_5.MP4': await video(page, 'purple', 1) });
    await page.reload();
    await holds(app, page, 'IMG_1.HEIC *', ...APART, 'IMG_4.JPG *', 'IMG_5.JPG *');
    await plays(app, page, 'IMG_5.JPG');
    await expect(page.getByTestId('found-photos')).toHaveCount(0);
  });

  await test.step('moved, they stay together; without its still a video is a photo', async () => {
    await moveInFolder(page, 'IMG_5.JPG', 'trip/IMG_9.JPG');
    await moveInFolder(page, 'IMG_5.MP4', 'trip/IMG_9.MP4');
    await moveInFolder(page, 'IMG_4.JPG', null);
    await page.reload();
    await holds(app, page, 'IMG_1.HEIC *', ...APART, 'IMG_4.MOV', 'IMG_9.JPG *');
  });

  await test.step('removed by hand, both stay out', async () => {
    await app.photo('IMG_1.HEIC').click();
    await page.getByRole('button', { name: 'Remove from library' }).click();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await expect(page.getByTestId('favourite')).toBeVisible();
    await closeViewer(page);
    await holds(app, page, ...APART, 'IMG_4.MOV', 'IMG_9.JPG *');
    await app.go('Settings');
    const look = page.getByRole('button', { name: 'Check folders for new photos' });
    await look.click();
    await expect(page.getByText('Nothing new')).toBeVisible();
    await app.go('Find');
    await holds(app, page, ...APART, 'IMG_4.MOV', 'IMG_9.JPG *');
  });
});

test('picked and dropped Live Photos are paired, and play as long as the tab lives', async ({
  app,
  page,
}) => {
  await app.open();
  const pair = async (name: string, level: number, color: string) => ({
    [`${name}.MOV`]: await video(page, color, 1),
    [`${name}.JPG`]: grey(level),
  });

  await test.step('picked together', async () => {
    const files = Object.entries(await pair('IMG_1', 10, 'teal'));
    await app.fileInput.setInputFiles(files.map(([name, buffer]) => ({ name, mimeType: '', buffer })));
    await app.settled(1);
    await plays(app, page, 'IMG_1.JPG');
  });

  await test.step('in a folder that is read once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mitsuke-live-'));
    for (const [path, bytes] of Object.entries(await pair('deep/IMG_2', 50, 'olive'))) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    await page.locator('input[webkitdirectory]').setInputFiles(folder);
    await app.settled(2);
    await plays(app, page, 'IMG_2.JPG');
    rmSync(folder, { recursive: true });
  });

  await test.step('dropped', async () => {
    const files = await pair('IMG_3', 90, 'navy');
    await dropFiles(page, files);
    await app.settled(3);
    await plays(app, page, 'IMG_3.JPG');
  });

  await test.step('in another tab’s life the picture is there, and says why it does not play', async () => {
    await page.reload();
    await app.settled(3);
    await app.photo('IMG_1.JPG').click();
    await page.getByRole('button', { name: 'Play the moment' }).click();
    await expect(page.getByTestId('clip-unplayable')).toHaveAttribute('data-problem', 'stillOnly');
  });
  await expect(app.indexing).toHaveAttribute('data-total', '3');
  await expect(app.indexing).toHaveAttribute('data-failed', '0');
});
