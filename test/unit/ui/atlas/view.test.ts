import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boundsOf, isInBounds } from '#core/bounds';
import type { GeoPoint } from '#core/photo';
import { TILE } from '../../../../src/ui/atlas/gathering';
import { projected, unprojected } from '../../../../src/ui/atlas/projection';
import { boundsIn, middleIn, type View, viewOf } from '../../../../src/ui/atlas/view';

const POINT = fc.record({
  latitude: fc.double({ min: -84, max: 84, noNaN: true }),
  longitude: fc.double({ min: -179.9, max: 179.9, noNaN: true }),
});
const WHOLE: View = { width: 800, height: 800, scale: 800, left: 0, top: 0 };
const all = { left: 0, top: 0, right: 800, bottom: 800 };

test('a position on the map is that of one point', () => {
  expect(projected({ latitude: 0, longitude: 0 })).toEqual({ x: 0.5, y: 0.5 });
  fc.assert(
    fc.property(POINT, (point) => {
      const back = unprojected(projected(point));
      expect(back.latitude).toBeCloseTo(point.latitude, 6);
      expect(back.longitude).toBeCloseTo(point.longitude, 6);
    }),
  );
});

describe('the bounds of a rectangle of the screen', () => {
  test('are all of the world where that is in view', () => {
    expect(boundsIn(WHOLE, all)).toEqual({ south: -90, west: -180, north: 90, east: 180 });
  });

  test('cross the 180th meridian where the map repeats', () => {
    const { west, east } = boundsIn({ ...WHOLE, left: -400 }, { ...all, left: 300, right: 500 });
    expect([west, east]).toEqual([135, -135]);
  });

  test('hold each point that is drawn inside', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(POINT, fc.integer({ min: -2, max: 2 }), share, share, (point, turn, right, down) => {
        const scale = 5000;
        const { x, y } = projected(point);
        // The point lies somewhere in a window of 800 pixels, in some repetition of the map.
        const view = { ...WHOLE, scale, left: right * 800 - (x + turn) * scale, top: down * 800 - y * scale };
        const [left, top] = [right * 800, down * 800];
        const bounds = boundsIn(view, { left: left - 9, top: top - 9, right: left + 9, bottom: top + 9 });
        expect(isInBounds(point, bounds)).toBe(true);
        expect(bounds.north - bounds.south).toBeLessThan(2);
      }),
    );
  });
});

test('what is brought into view is in view, wherever it is', () => {
  fc.assert(
    fc.property(fc.array(POINT, { minLength: 1, maxLength: 20 }), (points) => {
      const window = { width: 900, height: 900 };
      const { middle, scale } = viewOf(boundsOf(points), window);
      const view = { ...window, scale, left: 450 - middle.x * scale, top: 450 - middle.y * scale };
      expect(middleIn(view).x).toBeCloseTo(middle.x);
      const shown = boundsIn(view, { left: 0, top: 0, right: 900, bottom: 900 });
      expect(points.every((point) => isInBounds(point, shown))).toBe(true);
    }),
  );
});

test('on a phone nothing is brought into view below the zoom buttons', () => {
  const window = { width: 390, height: 393 };
  const [tokyo, suva] = [
    { latitude: 35.7, longitude: 139.7 },
    { latitude: -18.1, longitude: 178.4 },
  ];
  const { middle, scale } = viewOf(boundsOf([tokyo, suva]), window);
  const acrossOf = (point: GeoPoint) => window.width / 2 + (projected(point).x - middle.x) * scale;
  // Half a tile beside buttons of 44 pixels, 12 from the edge.
  expect(acrossOf(suva)).toBeLessThan(390 - 44 - 12 - TILE / 2);
  expect(acrossOf(tokyo)).toBeGreaterThan(TILE / 2);
});
