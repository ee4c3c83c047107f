/** Regions of a picture: always inside it, never too small, and where they are on the screen. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  between,
  boxAround,
  CORNERS,
  cornerOf,
  coverage,
  gripAt,
  grown,
  leastSize,
  middleOf,
  moved,
  type Region,
  regionOf,
  resized,
  toPicture,
  toScreen,
} from '../../../../src/ui/region/geometry';

const LEAST = { width: 0.1, height: 0.2 };
const anywhere = fc.record({
  x: fc.double({ min: -2, max: 3, noNaN: true }),
  y: fc.double({ min: -2, max: 3, noNaN: true }),
});
const regions = fc.tuple(anywhere, anywhere).map(([from, to]) => between(from, to, LEAST));

function isRegion({ x, y, width, height }: Region): void {
  for (const [start, length, least] of [
    [x, width, LEAST.width],
    [y, height, LEAST.height],
  ] as const) {
    expect(start).toBeGreaterThanOrEqual(0);
    expect(start + length).toBeLessThanOrEqual(1 + 1e-9);
    expect(length).toBeGreaterThanOrEqual(least - 1e-9);
  }
}

test('whatever is drawn, moved, dragged or grown stays in the picture and large enough', () => {
  fc.assert(
    fc.property(regions, anywhere, fc.constantFrom(...CORNERS), (region, point, corner) => {
      isRegion(region);
      isRegion(moved(region, point));
      isRegion(resized(region, corner, point, LEAST));
      isRegion(grown(region, point, LEAST));
      isRegion(regionOf({ ...region, x: point.x, y: point.y }, LEAST));
    }),
  );
});

test('it is drawn from any corner to the opposite one', () => {
  const drawn = between({ x: 0.7, y: 0.6 }, { x: 0.2, y: 0.1 }, LEAST);
  expect(Object.values(drawn)).toEqual([0.2, 0.1, 0.5, 0.5].map((value) => expect.closeTo(value)));
  // Too small, it grows to the side where the pointer went.
  expect(between({ x: 0.5, y: 0.5 }, { x: 0.49, y: 0.51 }, LEAST)).toEqual({
    ...{ x: 0.4, y: 0.5, width: 0.1, height: 0.2 },
  });
});

test('moving keeps its size at the edges, resizing keeps the opposite corner', () => {
  const region = { x: 0.2, y: 0.2, width: 0.4, height: 0.4 };
  expect(moved(region, { x: 9, y: -9 })).toEqual({ x: 0.6, y: 0, width: 0.4, height: 0.4 });
  for (const corner of CORNERS) {
    const opposite = CORNERS.find((other) => {
      const [a, b] = [cornerOf(region, corner), cornerOf(region, other)];
      return a.x !== b.x && a.y !== b.y;
    });
    const to = { x: 0.45, y: 0.35 };
    const after = resized(region, corner, to, { width: 0.01, height: 0.01 });
    const kept = cornerOf(region, opposite ?? corner);
    const corners = CORNERS.map((each) => cornerOf(after, each));
    expect(corners).toContainEqual({ x: expect.closeTo(kept.x), y: expect.closeTo(kept.y) });
    expect(corners).toContainEqual({ x: expect.closeTo(to.x), y: expect.closeTo(to.y) });
  }
});

test('growing at the far edge goes the other way', () => {
  const after = grown({ x: 0.6, y: 0.1, width: 0.4, height: 0.4 }, { x: 0.1, y: 0.1 }, LEAST);
  expect(Object.values(after)).toEqual([0.5, 0.1, 0.5, 0.5].map((value) => expect.closeTo(value)));
});

test('the smallest region is 32 pixels of the picture, and 24 on the screen', () => {
  const placement = { x: 0, y: 0, width: 400, height: 300 };
  expect(leastSize({ width: 4000, height: 3000 }, placement)).toEqual({ width: 24 / 400, height: 24 / 300 });
  expect(leastSize({ width: 100, height: 64 }, placement)).toEqual({ width: 0.32, height: 0.5 });
  expect(leastSize({ width: 16, height: 16 }, placement)).toEqual({ width: 1, height: 1 });
});

describe('on the screen', () => {
  const zoomed = { x: -300, y: -100, width: 1200, height: 800 };

  test('and back, zoomed and panned', () => {
    const shown = toScreen({ x: 0.5, y: 0.25, width: 0.25, height: 0.5 }, zoomed);
    expect(shown).toEqual({ x: 300, y: 100, width: 300, height: 400 });
    expect(toPicture({ x: 300, y: 100 }, zoomed)).toEqual({ x: 0.5, y: 0.25 });
  });

  test('it begins in the middle of what is seen of the picture', () => {
    const region = middleOf(zoomed, { width: 600, height: 400 }, LEAST);
    const { x, y, width, height } = toScreen(region, zoomed);
    expect([x, y, width, height]).toEqual([150, 100, 300, 200].map((value) => expect.closeTo(value)));
    const whole = middleOf({ x: 100, y: 50, width: 200, height: 100 }, { width: 600, height: 400 }, LEAST);
    expect(whole).toEqual({ x: 0.25, y: 0.25, width: 0.5, height: 0.5 });
  });

  test('grips leave room to move a small one, and stay in the window', () => {
    const window = { width: 390, height: 844 };
    const large = { x: 100, y: 100, width: 200, height: 200 };
    expect(gripAt(large, 'left top', 44, window)).toEqual({ x: 78, y: 78 });
    expect(gripAt(large, 'right bottom', 44, window)).toEqual({ x: 278, y: 278 });
    const small = { x: 100, y: 100, width: 40, height: 40 };
    const left = gripAt(small, 'left top', 44, window);
    const right = gripAt(small, 'right bottom', 44, window);
    expect(right.x - (left.x + 44)).toBe(20);
    const edge = { x: 0, y: 0, width: 390, height: 844 };
    expect(gripAt(edge, 'left top', 44, window)).toEqual({ x: 0, y: 0 });
    expect(gripAt(edge, 'right bottom', 44, window)).toEqual({ x: 346, y: 800 });
  });
});

test('coverage is the fraction of a box that lies inside', () => {
  const box = { x: 0.2, y: 0.2, width: 0.2, height: 0.2 };
  expect(coverage(box, { x: 0, y: 0, width: 1, height: 1 })).toBeCloseTo(1);
  expect(coverage(box, { x: 0.3, y: 0, width: 0.5, height: 1 })).toBeCloseTo(0.5);
  expect(coverage(box, { x: 0.5, y: 0.5, width: 0.2, height: 0.2 })).toBe(0);
  expect(coverage({ ...box, width: 0 }, { x: 0, y: 0, width: 1, height: 1 })).toBe(0);
});

test('a turned line has an upright box around it', () => {
  const { x, y, width, height } = boxAround([0.2, 0.1, 0.6, 0.3, 0.5, 0.4, 0.1, 0.2]);
  expect([x, y, width, height]).toEqual([0.1, 0.1, 0.5, expect.closeTo(0.3)]);
});
