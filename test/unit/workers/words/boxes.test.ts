import { expect, test } from 'vitest';
import { boxesOf, type ProbabilityMap, type Settings } from '#workers/words/boxes';
import { outlines } from '#workers/words/parts';

const SETTINGS: Settings = { threshold: 0.3, score: 0.6, shortest: 3 };

/** A map that is 0 but for the pixels that `inside` says. */
function mapOf(width: number, height: number, inside: (x: number, y: number) => number): ProbabilityMap {
  const values = new Float32Array(width * height).map((_, i) => inside(i % width, Math.floor(i / width)));
  return { values, width, height };
}

/** Pixels of a rectangle: `from` and `to` included. */
const within = (x: number, y: number, [x0, y0, x1, y1]: readonly number[]) =>
  x >= (x0 as number) && x <= (x1 as number) && y >= (y0 as number) && y <= (y1 as number);

test('pixels that touch at a corner are one part, others are not', () => {
  const { values } = mapOf(6, 3, (x, y) => Number((x === 0 && y === 0) || (x === 1 && y === 1) || x === 4));
  expect(outlines(values, 6, 3, 0.5).map((part) => part.length)).toEqual([2, 3]);
});

test('of a filled part only the outline is kept, also at the edge of the map', () => {
  const { values } = mapOf(5, 5, () => 1);
  const [outline] = outlines(values, 5, 5, 0.5);
  expect(outline).toHaveLength(16);
  expect(outline).not.toContainEqual([2, 2]);
});

test('a box is moved out by its area over its perimeter, and scaled to the picture', () => {
  const map = mapOf(64, 32, (x, y) => (within(x, y, [10, 10, 50, 18]) ? 0.9 : 0));
  const [box, ...others] = boxesOf(map, { width: 128, height: 96 }, SETTINGS);
  expect(others).toEqual([]);
  // From pixel centre to pixel centre 40 x 8; each side moves out by 40 * 8 * 1.5 / 96 = 5.
  expect(box).toMatchObject({ cx: 30.5 * 2, cy: 14.5 * 3, width: 50 * 2, height: 18 * 3 });
  expect(Math.abs(box?.uy ?? 1)).toBe(0);
  expect(box?.ux).toBe(1);
});

test('what is thin, or improbable in the mean, is no text', () => {
  const thin = mapOf(64, 32, (x, y) => (within(x, y, [10, 10, 50, 12]) ? 0.9 : 0));
  expect(boxesOf(thin, thin, SETTINGS)).toEqual([]);
  const faint = mapOf(64, 32, (x, y) => (within(x, y, [10, 10, 50, 18]) ? 0.5 : 0));
  expect(boxesOf(faint, faint, SETTINGS)).toEqual([]);
  expect(boxesOf(faint, faint, { ...SETTINGS, score: 0.4 })).toHaveLength(1);
});

test('a line that falls is a turned box whose width points to the right', () => {
  const map = mapOf(100, 100, (x, y) =>
    Math.abs(y - 20 - 0.75 * (x - 10)) <= 5 && within(x, y, [10, 0, 90, 99]) ? 1 : 0,
  );
  const [box] = boxesOf(map, map, SETTINGS);
  expect(box?.ux).toBeCloseTo(0.8, 1);
  expect(box?.uy).toBeCloseTo(0.6, 1);
  expect(box?.width).toBeGreaterThan(90);
  expect(box?.height).toBeLessThan(30);
});

test('boxes are in rows from top to bottom, in a row from left to right', () => {
  // The right one of the second row lies two pixels higher.
  const places = [
    [10, 10, 40, 20],
    [60, 58, 90, 68],
    [10, 60, 40, 70],
  ];
  const map = mapOf(100, 100, (x, y) => (places.some((place) => within(x, y, place)) ? 1 : 0));
  const boxes = boxesOf(map, map, SETTINGS);
  expect(boxes.map(({ cx, cy }) => [cx, cy])).toEqual([
    [25.5, 15.5],
    [25.5, 65.5],
    [75.5, 63.5],
  ]);
});
