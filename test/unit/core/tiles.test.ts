import { describe, expect, test } from 'vitest';
import { isTiled, tileScore, tilesOf } from '#core/tiles';

describe('tilesOf', () => {
  test('divides 4:3 into nine, which overlap a little across and by half upright', () => {
    const tiles = tilesOf({ width: 1200, height: 900 });
    expect(tiles.map(({ left }) => left)).toEqual([0, 375, 750, 0, 375, 750, 0, 375, 750]);
    expect(tiles.map(({ top }) => top)).toEqual([0, 0, 0, 225, 225, 225, 450, 450, 450]);
    expect(tiles.every(({ edge }) => edge === 450)).toBe(true);
  });

  test('divides an upright photo as one that lies', () => {
    const lying = tilesOf({ width: 1200, height: 900 });
    const upright = tilesOf({ width: 900, height: 1200 });
    const turned = lying.map(({ left, top, edge }) => `${top} ${left} ${edge}`);
    expect(upright.map(({ left, top, edge }) => `${left} ${top} ${edge}`).sort()).toEqual(turned.sort());
  });

  test.each([
    [1000, 1000, 9],
    [3000, 2000, 9],
    [1920, 1080, 12],
    [4000, 1000, 24],
    [20_000, 1000, 24],
    [1001, 667, 9],
    [4928, 3264, 9],
    [1, 1, 9],
  ])('divides %i x %i into %i, none of which is outside', (width, height, count) => {
    const tiles = tilesOf({ width, height });
    expect(tiles).toHaveLength(count);
    for (const { left, top, edge } of tiles) {
      expect(edge).toBeGreaterThan(0);
      expect(left >= 0 && left + edge <= width && top >= 0 && top + edge <= height).toBe(true);
    }
  });

  test.each([
    [1200, 900],
    [1920, 1080],
    [333, 500],
    [1501, 777],
    [4000, 1000],
    [4928, 3264],
  ])('leaves hardly a pixel of %i x %i in no tile', (width, height) => {
    const tiles = tilesOf({ width, height });
    const uncovered = (length: number, of: 'left' | 'top') =>
      Array.from({ length }, (_, at) => at).filter(
        (at) => !tiles.some((tile) => at >= tile[of] && at < tile[of] + tile.edge),
      ).length;
    expect(uncovered(width, 'left') / width).toBeLessThan(0.02);
    expect(uncovered(height, 'top')).toBe(0);
  });
});

test('a photo whose shortest edge is smaller than two inputs of the encoder has no tiles', () => {
  expect(isTiled({ width: 2000, height: 447 }, 224)).toBe(false);
  expect(isTiled({ width: 448, height: 600 }, 224)).toBe(true);
});

test('a tile counts less than a whole of the same score, the more the wider wholes are spread', () => {
  expect(tileScore(0.5, 0)).toBe(0.5);
  expect(tileScore(0.5, 0.1)).toBeLessThan(0.5);
  expect(tileScore(0.5, 0.2)).toBeLessThan(tileScore(0.5, 0.1));
});
