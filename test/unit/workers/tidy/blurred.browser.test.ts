/** What counts as blurred, on photos: those of the sample album, and copies of them that are blurred. */

import { expect, test } from 'vitest';
import { BLURRED } from '#core/best';
import { appearanceOf } from '#workers/tidy/appearance';
import { greyOf } from '#workers/tidy/appearances';

/** As `workers/decode/copies.ts` makes thumbnails. */
const HEIGHT = 320;

/** @param blur standard deviation in pixels of the thumbnail */
function sharpnessOf(bitmap: ImageBitmap, blur: number): number {
  const width = Math.round((bitmap.width * HEIGHT) / bitmap.height);
  const context = new OffscreenCanvas(width, HEIGHT).getContext('2d');
  if (!context) throw new Error('No canvas.');
  context.filter = blur > 0 ? `blur(${blur}px)` : 'none';
  context.drawImage(bitmap, 0, 0, width, HEIGHT);
  return appearanceOf(greyOf(context.getImageData(0, 0, width, HEIGHT))).sharpness;
}

test('no photo of the album is blurred, and nearly all blurred copies of them are', async () => {
  const names: string[] = await (await fetch('/album/album.json')).json();
  const bitmaps = await Promise.all(
    names.map(async (name) => createImageBitmap(await (await fetch(`/album/${name}`)).blob())),
  );
  const sharp = bitmaps.map((bitmap) => sharpnessOf(bitmap, 0)).sort((a, b) => a - b);
  const usual = sharp[sharp.length >> 1] ?? 0;
  const isBlurred = (sharpness: number) => sharpness < usual * BLURRED;
  expect(bitmaps.length).toBe(42);
  expect(sharp.filter(isBlurred)).toEqual([]);
  expect(bitmaps.filter((bitmap) => isBlurred(sharpnessOf(bitmap, 2))).length).toBeGreaterThanOrEqual(41);
});
