import { describe, expect, test } from 'vitest';
import { halvings, scaledSize } from '#workers/decode/scaled';

describe('the size that a picture is decoded to', () => {
  test.each([
    [4000, 3000, 336, 500, 375],
    [4000, 3000, 720, 1000, 750],
    [3000, 4000, 336, 375, 500],
    [1600, 1200, 336, 800, 600],
    [640, 427, 336, 640, 427],
    [1, 2000, 336, 1, 2000],
    [4001, 3001, 720, 1001, 751],
  ])('of %i x %i for a shortest edge of %i is %i x %i', (width, height, edge, toWidth, toHeight) => {
    expect(halvings({ width, height }, edge)).toEqual({ width: toWidth, height: toHeight });
  });

  test('is never larger than the picture, and never 0', () => {
    expect(scaledSize({ width: 20, height: 10 }, 336)).toEqual({ width: 20, height: 10 });
    expect(scaledSize({ width: 100_000, height: 500 }, 336)).toEqual({ width: 67_200, height: 336 });
    expect(scaledSize({ width: 1, height: 90_000 }, 336)).toEqual({ width: 1, height: 90_000 });
  });
});
