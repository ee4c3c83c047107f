import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boundsOf, isInBounds, middleOf, widthOf, wrapped } from '#core/bounds';
import type { GeoPoint } from '#core/photo';

const point = (latitude: number, longitude: number): GeoPoint => ({ latitude, longitude });
const POINT = fc.record({
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
});

const KANTO = { south: 35.1, west: 139.4, north: 35.8, east: 140.2 };
const FIJI = { south: -20, west: 176, north: -15, east: -178 };

test.each([
  ['inside', KANTO, point(35.68, 139.77), true],
  ['a corner', KANTO, point(35.1, 140.2), true],
  ['to the north', KANTO, point(35.81, 139.77), false],
  ['to the west', KANTO, point(35.68, 139.39), false],
  ['on the opposite meridian', KANTO, point(35.68, -139.77), false],
  ['before the 180th meridian', FIJI, point(-18, 178), true],
  ['behind it', FIJI, point(-18, -179), true],
  ['on it, from either side', FIJI, point(-18, -180), true],
  ['short of bounds that cross it', FIJI, point(-18, 175), false],
  ['beyond them', FIJI, point(-18, -177), false],
])('a point is in bounds or not: %s', (_, bounds, where, isIn) => {
  expect(isInBounds(where, bounds)).toBe(isIn);
});

describe('the bounds of points', () => {
  test('leave the widest gap between meridians out', () => {
    expect(boundsOf([point(1, 10), point(3, 30), point(2, 20)])).toEqual({
      ...{ south: 1, west: 10, north: 3, east: 30 },
    });
    expect(boundsOf([point(-18, 178), point(-17, -179), point(-19, 176)])).toEqual({
      ...{ south: -19, west: 176, north: -17, east: -179 },
    });
  });

  test('of one point are that point', () => {
    expect(boundsOf([point(5, -7)])).toEqual({ south: 5, west: -7, north: 5, east: -7 });
  });

  test('hold all of them, and are no wider than without crossing', () => {
    fc.assert(
      fc.property(fc.array(POINT, { minLength: 1, maxLength: 40 }), (points) => {
        const bounds = boundsOf(points);
        expect(points.every((each) => isInBounds(each, bounds))).toBe(true);
        const meridians = points.map(({ longitude }) => longitude);
        expect(widthOf(bounds)).toBeLessThanOrEqual(Math.max(...meridians) - Math.min(...meridians) + 1e-9);
      }),
    );
  });

  test('have their middle inside', () => {
    fc.assert(
      fc.property(fc.array(POINT, { minLength: 2, maxLength: 5 }), (points) => {
        const bounds = boundsOf(points);
        expect(isInBounds(middleOf(bounds), bounds)).toBe(true);
      }),
    );
    expect(middleOf(FIJI)).toEqual(point(-17.5, 179));
  });
});

test('a meridian beyond 180 is the same one on the other side', () => {
  expect([181, -190, 540, 12.5, 180].map(wrapped)).toEqual([-179, 170, -180, 12.5, 180]);
});
