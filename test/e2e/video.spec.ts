/** Videos, recorded in the browser: found by what they show, opened at that moment, played. */

import type { Page } from '@playwright/test';
import type { Photo } from '#core/photo';
import { box } from '../fixtures/boxes';
import { heif } from '../fixtures/heif';
import { jpeg } from '../fixtures/jpeg';
import { expect, test } from './app';
import { folderPicker } from './folder';
import { type Recording, record } from './recording';

const TRIP: Recording = {
  container: 'webm',
  codec: 'vp9',
  scenes: ['goldfish.jpg', 'rocket-launch.jpg', 'panda.jpg'],
  seconds: 4,
};

test('a video is found by what it shows, and opens and plays at that moment', async ({ app, page }) => {
  await app.openWithSamples();
  await folderPicker(page, { 'trip.webm': await record(page, TRIP) });
  await page.getByRole('button', { name: 'Add photos' }).click();
  await page.getByRole('button', { name: 'Choose a folder' }).click();
  await app.settled(43);
  await expect(app.photo('trip.webm')).toContainText('0:12');
  await expect(app.photo('trip.webm')).toHaveAccessibleName(/trip\.webm, video, 0:12/);

  const clip = page.getByTestId('clip');
  await test.step('each of its scenes', async () => {
    for (const [query, second] of [
      ['rocket launch', 6],
      ['a panda', 10],
      ['goldfish', 2],
    ] as const) {
      await app.find(query);
      // Beside the photo from which the scene was made.
      const [first, other] = await app.names();
      expect([first, other]).toContain('trip.webm');
      await app.photo('trip.webm').click();
      await expect(clip).toHaveJSProperty('paused', true);
      await expect
        .poll(() => clip.evaluate((video: HTMLVideoElement) => video.currentTime))
        .toBeCloseTo(second, 0);
      await page.keyboard.press('Escape');
      await expect(clip).toHaveCount(0);
    }
  });

  await test.step('it is one photo, with its own fields', async () => {
    await expect(page.getByTestId('results')).toHaveAttribute('data-total', '43');
    await app.search.fill('kind:video');
    await expect(page.getByTestId('results')).toHaveAttribute('data-total', '1');
    await app.search.fill('goldfish kind:webm');
    await expect(page.getByTestId('results')).toHaveAttribute('data-query', 'goldfish kind:webm');
    expect(await app.names()).toEqual(['trip.webm']);
  });

  await test.step('space plays and stops it, without sound', async () => {
    await app.photo('trip.webm').click();
    await expect(clip).toHaveJSProperty('readyState', 4);
    await page.keyboard.press('Space');
    await expect(clip).toHaveJSProperty('paused', false);
    await expect(clip).toHaveJSProperty('muted', true);
    await page.keyboard.press('Space');
    await expect(clip).toHaveJSProperty('paused', true);
  });

  await test.step('its original is gone: a picture of it is shown', async () => {
    await page.keyboard.press('Escape');
    await page.evaluate(async () => {
      const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('Holiday');
      await folder.removeEntry('trip.webm');
    });
    await app.photo('trip.webm').click();
    await expect(page.getByTestId('clip-unplayable')).toContainText('cannot be played');
    await expect(page.getByRole('img', { name: 'trip.webm' }).last()).toBeVisible();
    await page.getByRole('button', { name: 'Remove from library' }).click();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await app.settled(42);
  });

  await test.step('nothing of it is left', async () => {
    await app.search.fill('');
    const left = ['frames', 'previews', 'embeddings'].map((store) => stored(page, store));
    expect((await Promise.all(left)).map(({ length }) => length)).toEqual([0, 42, 42]);
  });
});

/** Returns what a store of the library holds. */
function stored<T>(page: Page, store: string): Promise<T[]> {
  return page.evaluate(async (store) => {
    const ask = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await ask(indexedDB.open('mitsuke'));
    const all = await ask(db.transaction(store).objectStore(store).getAll());
    db.close();
    // Bytes do not travel.
    return JSON.parse(JSON.stringify(all));
  }, store);
}

test('videos of every container are upright, dated and placed; broken ones have a reason', async ({
  app,
  page,
}) => {
  await app.open();
  const tags = {
    'com.apple.quicktime.creationdate': '2023-07-04T18:20:05+0200',
    'com.apple.quicktime.location.ISO6709': '+35.6595+139.7005+040.2/',
    'com.apple.quicktime.make': 'Apple',
    'com.apple.quicktime.model': 'iPhone 15',
  };
  const turned = await record(page, {
    container: 'mov',
    codec: 'vp9',
    scenes: ['black', 'rgb(200 30 30)', 'rgb(30 30 200)'],
    seconds: 2,
    rotation: 90,
    tags,
  });
  const mp4 = await record(page, { container: 'mp4', codec: 'vp9', scenes: ['teal', 'olive'], seconds: 2 });
  const mkv = await record(page, { container: 'mkv', codec: 'vp8', scenes: ['navy', 'maroon'], seconds: 2 });
  // The same with the brand of a phone.
  const phone = Buffer.from(mp4);
  phone.write('3gp4', 8, 'latin1');
  // Its index is at the beginning, so the pictures before the cut are there.
  const cut = mp4.subarray(0, mp4.length - 600);
  const torn = mkv.subarray(0, 60);
  const avi = Buffer.from('RIFF\x10\0\0\0AVI LIST', 'latin1');
  await app.fileInput.setInputFiles(
    Object.entries({
      'turned.mov': turned,
      'clip.mp4': mp4,
      'phone.3gp': phone,
      'clip.mkv': mkv,
      'torn.mkv': torn,
      'old.avi': avi,
      'cut.mp4': cut,
    }).map(([name, buffer]) => ({ name, mimeType: 'video/mp4', buffer })),
  );
  await expect(app.failed).toHaveCount(2);
  await app.settled(5);
  const reasons = await app.failed.evaluateAll((files) =>
    files.map(({ dataset }) => `${dataset.name}: ${dataset.reason}`),
  );
  expect(reasons.sort()).toEqual(['old.avi: unsupported', 'torn.mkv: damaged']);

  const all = await stored<Photo>(page, 'photos');
  const photos = Object.fromEntries(all.map((photo) => [photo.name, photo]));
  expect(photos['turned.mov']).toMatchObject({
    type: 'video/quicktime',
    width: 240,
    height: 320,
    // The clock on the wall there.
    taken: Date.UTC(2023, 6, 4, 18, 20, 5),
    offset: 120,
    takenFrom: 'camera',
    camera: 'Apple iPhone 15',
    place: { latitude: 35.6595, longitude: 139.7005 },
    // The black beginning does not stand for it.
    video: { seconds: 6, poster: 3 },
  });
  expect(photos['phone.3gp']).toMatchObject({ type: 'video/3gpp', width: 320, video: { seconds: 4 } });
  expect(photos['clip.mkv']).toMatchObject({ type: 'video/x-matroska', width: 320, video: { seconds: 4 } });
  expect(photos['cut.mp4']).toMatchObject({ incomplete: true });
  // Turned clockwise, the mark in the upper left corner is in the upper right.
  const [, green = 0] = await app.colorAt('turned.mov', 0.9, 0.1);
  expect(green).toBeGreaterThan(180);
  const [red = 0, ground = 0] = await app.colorAt('turned.mov', 0.1, 0.9);
  expect(red - ground).toBeGreaterThan(100);
});

test('a motion photo plays its clip over its picture, a JPEG and a HEIC as Google or Samsung writes it', async ({
  app,
  page,
}) => {
  await app.open();
  const clip = await record(page, { container: 'mp4', codec: 'vp9', scenes: ['teal'], seconds: 1 });
  await folderPicker(page, motionPhotos(clip));
  await page.getByRole('button', { name: 'Choose a folder' }).click();
  await app.settled(3);
  for (const name of Object.keys(motionPhotos(clip))) {
    await test.step(name, async () => {
      await app.photo(name).click();
      const playing = page.getByTestId('live-clip');
      const ended = page.evaluate(
        () =>
          new Promise((resolve) =>
            document.addEventListener('ended', () => resolve(true), { capture: true }),
          ),
      );
      await page.getByRole('button', { name: 'Play the moment' }).click();
      expect(await ended).toBe(true);
      await expect(playing).toHaveCount(0);
      await expect(page.getByTestId('clip-unplayable')).toHaveCount(0);
      await page.keyboard.press('Escape');
    });
  }
});

/** With a clip behind it, of which XMP tells, or in a box. */
function motionPhotos(clip: Buffer): Record<string, Buffer> {
  const size = { width: 64, height: 48 };
  const heic = { width: 320, height: 240, brands: ['heic', 'mif1'] as [string, string] };
  const offset = { 'GCamera:MicroVideo': '1', 'GCamera:MicroVideoOffset': String(clip.length) };
  const item = (semantic: string, bytes: number) =>
    `<rdf:li rdf:parseType="Resource"><Container:Item Item:Mime="video/mp4" Item:Semantic="${semantic}" Item:Length="${bytes}"/></rdf:li>`;
  const directory = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><Container:Directory><rdf:Seq>${item('Primary', 0)}${item('MotionPhoto', clip.length)}</rdf:Seq></Container:Directory></x:xmpmeta>`;
  return {
    'live.jpg': Buffer.concat([jpeg({ ...size, color: 'rgb', at: () => [90, 20, 20], xmp: offset }), clip]),
    'google.heic': Buffer.concat([heif({ ...heic, at: () => [20, 90, 20], xmp: directory }), clip]),
    'samsung.heic': Buffer.concat([heif({ ...heic, at: () => [20, 20, 90] }), box('mpvd', clip)]),
  };
}
