import { describe, expect, test } from 'vitest';
import { bothFilters, type Filter, isOpen, kilometres, NO_FILTER, orientationOf } from '#core/filter';
import { plus, wallTime } from '#core/wall-clock';

const at = (milliseconds: number) => plus(wallTime(2024), milliseconds);

test('a filter without conditions is open', () => {
  expect(isOpen(NO_FILTER)).toBe(true);
});

test.each<[string, Partial<Filter>]>([
  ['texts', { texts: ['x'] }],
  ['dates', { taken: { from: at(0), before: at(1) } }],
  ['orientation', { orientation: 'square' }],
  ['favourites', { favourite: true }],
])('a filter with a condition on %s is not open', (_, filter) => {
  expect(isOpen({ ...NO_FILTER, ...filter })).toBe(false);
});

test('distances follow a great circle, also across the date line', () => {
  const [kyoto, london] = [
    { latitude: 35.02, longitude: 135.75 },
    { latitude: 51.51, longitude: -0.13 },
  ];
  expect(kilometres(kyoto, london)).toBeCloseTo(9510, -2);
  expect(kilometres({ latitude: 0, longitude: 179.9 }, { latitude: 0, longitude: -179.9 })).toBeCloseTo(
    22.2,
    0,
  );
  expect(kilometres({ latitude: 90, longitude: 0 }, { latitude: -90, longitude: 50 })).toBeCloseTo(20015, 0);
});

test.each([
  [4000, 3000, 'landscape'],
  [3000, 4000, 'portrait'],
  [1000, 1000, 'square'],
  [1000, 960, 'square'],
  [1000, 940, 'landscape'],
])('%d x %d is %s', (width, height, orientation) => {
  expect(orientationOf({ width, height })).toBe(orientation);
});

describe('two filters together', () => {
  const a = { ...NO_FILTER, tags: ['trip'], taken: { from: at(0), before: at(2000) } };
  const b = { ...NO_FILTER, kinds: ['jpeg'], taken: { from: at(500), before: at(3000) }, favourite: true };

  test('combine their conditions, and intersect their dates', () => {
    expect(bothFilters(a, b)).toEqual({
      ...NO_FILTER,
      tags: ['trip'],
      kinds: ['jpeg'],
      taken: { from: at(500), before: at(2000) },
      favourite: true,
    });
  });

  test('let nothing pass if their dates do not overlap', () => {
    const none = bothFilters(a, { ...NO_FILTER, taken: { from: at(2000), before: at(3000) } });
    expect(none.taken?.from).toBe(none.taken?.before);
  });

  test('equal one of them if the other is open', () => {
    expect(bothFilters(a, NO_FILTER)).toEqual(a);
    expect(bothFilters(NO_FILTER, a)).toEqual(a);
  });
});
