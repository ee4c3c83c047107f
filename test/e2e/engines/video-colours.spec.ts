/** Videos that another program has written, in the engines: their size, and their colours beside that program's picture. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { colouredVideos, TURNED, videosOfOldCodecs } from '../../fixtures/coloured-videos';
import type { Picture } from '../../fixtures/references';
import { meanDifference } from '../likeness';
import { PORTS } from '../ports';
import { decodedBy, playedBy } from './codecs';
import { hook } from './engine-app';
import type { Engine } from './engines';
import { inEngines } from './running';
import { photosOf } from './stored-photos';

/**
 * Mean difference of a channel between a poster and ffmpeg's picture of the same video, in levels of 255. Colours are
 * coded at half the size, and are scaled up in another way: up to 2.4. Another matrix costs 5.6 and more.
 */
const SAME_VIDEO = 3;
/**
 * Firefox follows BT.709's curve, which ffmpeg and Chromium take for sRGB's (5.1), and differs by 4.4 where all levels
 * are used.
 */
const OTHER_COLOURS: Readonly<Partial<Record<Engine['name'], readonly string[]>>> = {
  Firefox: ['coloured-709-curve.mp4', 'coloured-full-range.mp4'],
};

let coloured: ReturnType<typeof colouredVideos> & { old: Picture[] };
test.beforeAll(() => {
  coloured = { ...colouredVideos(), old: videosOfOldCodecs() };
});

inEngines(['Chromium', 'Firefox', 'WebKitGTK'], (running, engine) => {
  test('a video of another program looks as it does there', async () => {
    const app = running(`http://localhost:${PORTS.app}`);
    const { videos, pictures, old } = coloured;
    await app.open();
    const shown = [...(await decodedBy(app)), ...(await playedBy(app))];
    const paths = [...videos, ...pictures, ...old].map(({ name, bytes }) => {
      const path = join(app.driver.downloads, name);
      writeFileSync(path, bytes);
      return path;
    });
    await app.driver.choose(hook('file-input'), paths);
    await expect
      .poll(async () => (await app.all(hook('indexing')))[0], { timeout: 480_000 })
      .toMatchObject({ total: String(paths.length), state: 'idle' });
    const stored = new Map((await photosOf(app.driver)).map((photo) => [photo.name, photo]));
    const photos = videos.flatMap(({ name, like }) => {
      const photo = stored.get(name);
      if (!photo) return [];
      const difference = meanDifference(photo.pixels, stored.get(like)?.pixels ?? []);
      const isOther = !(difference < SAME_VIDEO) && !OTHER_COLOURS[engine]?.includes(name);
      return `${name}: ${photo.width} x ${photo.height}${isOther ? `, differs by ${difference}` : ''}`;
    });
    const failed = (await app.all(hook('failed-photo'))).map(({ name, reason }) => `${name}: ${reason}`);
    const wanted = videos.map(({ name, codec }) => {
      if (!shown.includes(codec)) return `${name}: codec-missing`;
      return `${name}: ${name === TURNED ? '240 x 320' : '320 x 240'}`;
    });
    const unknown = old.map(({ name }) => `${name}: codec-missing`);
    expect([...photos, ...failed].sort()).toEqual([...wanted, ...unknown].sort());
  });
});
