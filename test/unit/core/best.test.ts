import { describe, expect, test } from 'vitest';
import { candidatesOf, chooseBest, type Measured, MOST_BEST } from '#core/best';
import { wallTime } from '#core/wall-clock';

const photo = (no: number, day: number, sharpness: number | null = 1, favourite = false): Measured => ({
  no,
  taken: wallTime(2026, 10, day, 12, no),
  sharpness,
  favourite,
});

const never = () => false;

describe('the best of a month', () => {
  test('are spread over its days, not all of the day with the most', () => {
    const photos = [
      ...Array.from({ length: 30 }, (_, i) => photo(i + 1, 4)),
      ...[10, 11, 12, 13].map((day) => photo(100 + day, day)),
    ];
    const best = chooseBest(photos, never);
    expect(best).toHaveLength(MOST_BEST);
    expect(best.filter((no) => no > 100)).toEqual([110, 111, 112, 113]);
  });

  test('are at most twelve, also of thirty days, in the order of time', () => {
    const photos = Array.from({ length: 30 }, (_, i) => photo(30 - i, 30 - i));
    const best = chooseBest(photos, never);
    expect(best).toHaveLength(MOST_BEST);
    expect(best).toEqual([...best].sort((a, b) => a - b));
  });

  test('hold what is liked, also if it is blurred', () => {
    const photos = Array.from({ length: 40 }, (_, i) => photo(i + 1, (i % 20) + 1));
    const liked = [photo(50, 20, 0.01, true), photo(51, 20, 0.5, true)];
    expect(chooseBest([...photos, ...liked], never)).toEqual(expect.arrayContaining([50, 51]));
  });

  test('hold no blurred photo, and of a day the sharpest first', () => {
    const photos = [photo(1, 1, 0.05), photo(2, 1, 1), photo(3, 1, 1.2), photo(4, 2, 0.02), photo(5, 3, 0.9)];
    expect(chooseBest(photos, never, 2)).toEqual([3, 5]);
    expect(chooseBest(photos, never)).toEqual([2, 3, 5]);
  });

  test('show nothing twice, and of two alike the one that is liked', () => {
    const photos = [photo(1, 1, 2), photo(2, 1, 1, true), photo(3, 2, 2), photo(4, 3, 1)];
    const isTwice = (a: number, b: number) => Math.max(a, b) <= 3;
    expect(chooseBest(photos, isTwice)).toEqual([2, 4]);
  });

  test('do without a thumbnail, and without any photo', () => {
    expect(chooseBest([photo(1, 1, null), photo(2, 2, null)], never)).toEqual([1, 2]);
    expect(chooseBest([], never)).toEqual([]);
  });
});

test('of many photos those that are liked are measured, and others over the whole month', () => {
  const photos = Array.from({ length: 3000 }, (_, i) =>
    photo(i + 1, 1 + Math.floor(i / 100), 1, i % 1000 === 7),
  );
  const candidates = candidatesOf(photos, 60);
  expect(candidates).toHaveLength(60);
  expect(candidates.filter(({ favourite }) => favourite)).toHaveLength(3);
  expect(new Set(candidates.map(({ taken }) => new Date(taken).getUTCDate())).size).toBeGreaterThan(25);
  expect(candidatesOf(photos.slice(0, 5), 60)).toHaveLength(5);
});
