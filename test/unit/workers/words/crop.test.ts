import { expect, test } from 'vitest';
import type { Box } from '#workers/words/boxes';
import { cornersOf, cropped } from '#workers/words/crop';
import type { Pixels } from '#workers/words/pixels';

/** A picture whose red tells the column, and whose green the row. */
function picture(width: number, height: number): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < width * height; i++) data.set([i % width, Math.floor(i / width), 0, 255], i * 4);
  return { width, height, data };
}

const box = (cx: number, cy: number, width: number, height: number, angle = 0): Box => ({
  cx,
  cy,
  width,
  height,
  ux: Math.cos(angle),
  uy: Math.sin(angle),
});

/** Column and row that a pixel of the crop came from. */
const at = ({ data, width }: Pixels, x: number, y: number) => [
  ...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 2),
];

test('a level box is copied as it is', () => {
  const crop = cropped(picture(100, 50), box(30, 20, 40, 10), false);
  expect([crop.width, crop.height]).toEqual([40, 10]);
  expect([at(crop, 0, 0), at(crop, 39, 9)]).toEqual([
    [10, 15],
    [49, 24],
  ]);
});

test('upside down, the last pixel comes first', () => {
  const crop = cropped(picture(100, 50), box(30, 20, 40, 10), true);
  expect([at(crop, 0, 0), at(crop, 39, 9)]).toEqual([
    [49, 24],
    [10, 15],
  ]);
});

test('a column is turned to the left: its top comes first, its right side lies on top', () => {
  const crop = cropped(picture(100, 100), box(50, 50, 10, 40), false);
  expect([crop.width, crop.height]).toEqual([40, 10]);
  expect([at(crop, 0, 0), at(crop, 39, 0), at(crop, 0, 9)]).toEqual([
    [54, 30],
    [54, 69],
    [45, 30],
  ]);
});

test('a turned box is made level', () => {
  const crop = cropped(picture(200, 200), box(100, 100, 100, 20, Math.atan2(3, 4)), false);
  expect([crop.width, crop.height]).toEqual([100, 20]);
  // The middle of the left and the right end, 49.5 pixels from the centre.
  expect(at(crop, 0, 10)[0]).toBeCloseTo(60, -0.5);
  expect(at(crop, 99, 10)[0]).toBeCloseTo(139, -0.5);
  expect((at(crop, 99, 10)[1] as number) - (at(crop, 0, 10)[1] as number)).toBeCloseTo(59.4, -0.5);
});

test('beyond the picture its edge goes on', () => {
  const crop = cropped(picture(20, 20), box(0, 10, 20, 6), false);
  expect(at(crop, 0, 3)[0]).toBe(0);
  expect(at(crop, 19, 3)[0]).toBe(9);
});

test('corners go clockwise from where the line begins', () => {
  const level = box(30, 20, 40, 10);
  expect(cornersOf(level, false)).toEqual([10, 15, 50, 15, 50, 25, 10, 25]);
  expect(cornersOf(level, true)).toEqual([50, 25, 10, 25, 10, 15, 50, 15]);
  expect(cornersOf(box(50, 50, 10, 40), false)).toEqual([55, 30, 55, 70, 45, 70, 45, 30]);
});
