import fc from 'fast-check';
import { expect, test } from 'vitest';
import { smallestRectangle } from '#workers/words/rectangle';

type Point = [number, number];

/** Corners and points inside of a rectangle around (cx, cy). */
function pointsOf(cx: number, cy: number, width: number, height: number, angle: number): Point[] {
  const [ux, uy] = [Math.cos(angle), Math.sin(angle)];
  const steps = [-0.5, -0.2, 0, 0.3, 0.5];
  return steps.flatMap((u) =>
    steps.map((v): Point => [cx + u * width * ux - v * height * uy, cy + u * width * uy + v * height * ux]),
  );
}

test('a turned rectangle is found again, whatever its angle', () => {
  const side = fc.double({ min: 1, max: 300, noNaN: true });
  const at = fc.double({ min: -500, max: 500, noNaN: true });
  const angle = fc.double({ min: -Math.PI, max: Math.PI, noNaN: true });
  fc.assert(
    fc.property(at, at, side, side, angle, (cx, cy, width, height, turned) => {
      const found = smallestRectangle(pointsOf(cx, cy, width, height, turned));
      if (!found) throw new Error('No rectangle.');
      expect(found.cx).toBeCloseTo(cx, 6);
      expect(found.cy).toBeCloseTo(cy, 6);
      expect(found.width * found.height).toBeCloseTo(width * height, 4);
      expect(Math.max(found.width, found.height)).toBeCloseTo(Math.max(width, height), 6);
      expect(Math.hypot(found.ux, found.uy)).toBeCloseTo(1, 9);
    }),
  );
});

test('a diagonal band has a rectangle along it, of a tenth of the area of one along the axes', () => {
  const found = smallestRectangle([
    [0, 0],
    [10, 10],
    [1, 0],
    [11, 10],
    [5, 5],
  ]);
  expect(found && found.width * found.height).toBeCloseTo(10.5);
});

test('points on a line have a rectangle without height; one point has none', () => {
  const line = smallestRectangle([
    [1, 1],
    [4, 5],
    [2.5, 3],
  ]);
  expect(line?.width).toBeCloseTo(5);
  expect(line?.height).toBeCloseTo(0);
  expect(smallestRectangle([[3, 3]])).toBeNull();
  expect(
    smallestRectangle([
      [3, 3],
      [3, 3],
    ]),
  ).toBeNull();
});
