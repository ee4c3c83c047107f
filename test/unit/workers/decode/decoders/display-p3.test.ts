import { expect, test } from 'vitest';
import { toSrgb } from '#workers/decode/decoders/display-p3';
import { inDisplayP3 } from '../../../../fixtures/icc';

test('pixels of Display P3 become those of sRGB that look the same', () => {
  const colors = [0, 3, 31, 128, 220, 255].flatMap((a) => [0, 17, 90, 255].map((b) => [a, b, (a + b) >> 1]));
  const rgba = Uint8ClampedArray.from(colors.flatMap((color) => [...inDisplayP3(color), 77]));
  toSrgb(rgba);
  colors.forEach((color, i) => {
    const [red, green, blue, alpha] = rgba.subarray(4 * i, 4 * i + 4);
    // The fixture rounds to whole levels, which saturated colours spread.
    for (const [seen, level] of [red, green, blue].map((seen, k) => [seen, color[k]] as const)) {
      expect(Math.abs(Number(seen) - Number(level)), `${color}`).toBeLessThanOrEqual(4);
    }
    expect(alpha).toBe(77);
  });
});

test('greys stay as they are, and what sRGB cannot show becomes its nearest level', () => {
  const greys = Uint8ClampedArray.from({ length: 1024 }, (_, i) => (i % 4 === 3 ? 255 : i >> 2));
  const rgba = Uint8ClampedArray.of(...greys, 255, 0, 0, 255, 0, 255, 0, 255);
  toSrgb(rgba);
  expect([...rgba.subarray(0, 1024)]).toEqual([...greys]);
  expect([...rgba.subarray(1024)]).toEqual([255, 0, 0, 255, 0, 255, 0, 255]);
});
