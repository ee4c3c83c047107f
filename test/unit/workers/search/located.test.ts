import { expect, test } from 'vitest';
import type { PhotoFacts } from '#core/filter';
import { squaresOf } from '#workers/search/located';

const at = (latitude: number, longitude: number) => ({ place: { latitude, longitude } }) as PhotoFacts;

test('a point stands for all photos of a tenth of a degree, on both sides of the equator and the meridian', () => {
  const photos = [at(35.31, 139.55), {} as PhotoFacts, at(35.39, 139.51), at(-0.05, -0.05), at(0.05, 0.05)];
  expect(squaresOf(photos)).toEqual([
    { latitude: 35.31, longitude: 139.55 },
    { latitude: -0.05, longitude: -0.05 },
    { latitude: 0.05, longitude: 0.05 },
  ]);
});
