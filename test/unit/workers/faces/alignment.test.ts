import { expect, test } from 'vitest';
import { alignmentOf, type Point } from '#workers/faces/alignment';
import { findsOf, shared } from '#workers/faces/detector';
import { sample } from '#workers/faces/pixels';
import vectors from '../../../fixtures/faces/vectors.json';

test('eyes and nose give the transform of the reference', () => {
  const points: Point[] = Array.from({ length: 68 }, () => [0, 0]);
  for (const [mark, [x = 0, y = 0]] of Object.entries(vectors.alignment.points))
    points[Number(mark)] = [x, y];
  alignmentOf(points).forEach((value, i) => {
    expect(value).toBeCloseTo(vectors.alignment.matrix[i] ?? Number.NaN, 3);
  });
});

test('a square of the picture keeps its pixels, and is black outside', () => {
  const data = Uint8ClampedArray.from([10, 20, 30, 255, 40, 50, 60, 255]);
  const planes = sample({ width: 2, height: 1, data }, [1, 0, 0, 0, 1, 0], 2);
  expect([...planes]).toEqual([10, 40, 0, 0, 20, 50, 0, 0, 30, 60, 0, 0]);
});

test('a smaller square has the mean', () => {
  const data = Uint8ClampedArray.from([0, 40, 80, 120].flatMap((grey) => [grey, grey, grey, 255]));
  expect(sample({ width: 2, height: 2, data }, [2, 0, 0, 0, 2, 0], 1)[0]).toBeCloseTo(60);
});

test('of finds that share much the surest stays; unsure ones go; boxes stay inside', () => {
  const boxes = Float32Array.of(
    ...[0, 0, 0.5, 0.5],
    ...[0, 0, 0.5, 0.45],
    ...[0.6, 0.6, 1.2, 1.2],
    ...[0, 0, 1, 1],
  );
  const finds = findsOf(boxes, Float32Array.of(0.8, 0.9, 0.7, 0.5), 100);
  expect(finds.map(({ score }) => Math.round(score * 10))).toEqual([9, 7]);
  expect(finds[1]).toMatchObject({
    x: expect.closeTo(60),
    width: expect.closeTo(40),
    height: expect.closeTo(40),
  });
});

test('boxes apart share nothing', () => {
  const box = { x: 0, y: 0, width: 2, height: 2 };
  expect(shared(box, box)).toBe(1);
  expect(shared(box, { ...box, x: 2 })).toBe(0);
});
