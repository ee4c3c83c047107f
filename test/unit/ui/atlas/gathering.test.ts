import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isInBounds } from '#core/bounds';
import { type Group, groupAt, groupsIn, pointsOf, TILE } from '../../../../src/ui/atlas/gathering';
import { NEAREST, type View } from '../../../../src/ui/atlas/view';

type Where = readonly [latitude: number, longitude: number];

const pointsAt = (...places: readonly Where[]) =>
  pointsOf({
    photos: Uint32Array.from(places, (_, i) => i + 1),
    latitudes: Float64Array.from(places, ([latitude]) => latitude),
    longitudes: Float64Array.from(places, ([, longitude]) => longitude),
  });

/** The whole world in a square window. */
const WORLD: View = { width: 1024, height: 1024, scale: 1024, left: 0, top: 0 };

const PLACE = fc.tuple(
  fc.double({ min: -90, max: 90, noNaN: true }),
  fc.oneof(fc.double({ min: -180, max: 180, noNaN: true }), fc.constantFrom(-180, 180, 179.99, 0)),
);
/** Windows of phones and laptops, anywhere on the map. */
const VIEW = fc
  .record({
    width: fc.integer({ min: 300, max: 1500 }),
    height: fc.integer({ min: 280, max: 900 }),
    zoom: fc.double({ min: 0, max: 1, noNaN: true }),
    x: fc.double({ min: -3, max: 3, noNaN: true }),
    y: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ width, height, zoom, x, y }): View => {
    const least = Math.max(width, height);
    const scale = least * (NEAREST / least) ** zoom;
    return { width, height, scale, left: -x * scale, top: Math.max(height - scale, -y * scale) };
  });

describe('groups', () => {
  test('hold what is near on the screen, under the photo that came last', () => {
    const points = pointsAt([35.6, 139.7], [35.7, 139.8], [48.9, 2.4]);
    expect(groupsIn(points, WORLD).map(({ photos, cover }) => [photos, cover])).toEqual([
      [2, 2],
      [1, 3],
    ]);
  });

  test('part as the map is zoomed in', () => {
    const points = pointsAt([35.6, 139.7], [35.7, 139.8]);
    const scale = 1_000_000;
    const near = { ...WORLD, scale, left: 500 - 0.8885 * scale, top: 500 - 0.39375 * scale };
    expect(groupsIn(points, near)).toHaveLength(2);
  });

  test('lie in the repetition of the map that is in view', () => {
    const points = pointsAt([0, 179], [0, -179]);
    // The 180th meridian in the middle.
    const groups = groupsIn(points, { ...WORLD, left: -512 });
    expect(groups.map(({ left }) => Math.round(left)).sort()).toEqual([512 - 28, 512 + 28]);
    const turned = groupsIn(points, { ...WORLD, left: -512 - 7 * 1024 });
    expect(turned.map(({ left }) => left)).toEqual(groups.map(({ left }) => left));
  });

  test('of any photos and any window have bounds with as many photos as they say, and their own cover', () => {
    let seen = 0;
    fc.assert(
      fc.property(fc.array(PLACE, { maxLength: 200 }), VIEW, (places, view) => {
        const points = pointsAt(...places);
        for (const { bounds, photos, cover } of groupsIn(points, view)) {
          seen++;
          const within = places.flatMap(([latitude, longitude], i) =>
            isInBounds({ latitude, longitude }, bounds) ? i + 1 : [],
          );
          expect(within).toHaveLength(photos);
          expect(within.at(-1)).toBe(cover);
        }
      }),
    );
    expect(seen).toBeGreaterThan(100);
  });

  test('of a window that holds the whole world hold every photo', () => {
    fc.assert(
      fc.property(
        fc.array(PLACE, { maxLength: 200 }),
        fc.double({ min: -2, max: 2, noNaN: true }),
        (places, x) => {
          const groups = groupsIn(pointsAt(...places), { ...WORLD, left: x * 1024 });
          expect(groups.reduce((sum, { photos }) => sum + photos, 0)).toBe(places.length);
        },
      ),
    );
  });

  test('have tiles that do not overlap', () => {
    const apart = (a: Group, b: Group) =>
      Math.abs(a.left - b.left) >= TILE || Math.abs(a.top - b.top) >= TILE;
    fc.assert(
      fc.property(fc.array(PLACE, { maxLength: 100 }), VIEW, (places, view) => {
        const groups = groupsIn(pointsAt(...places), view);
        groups.forEach((group, i) => {
          expect(groups.slice(i + 1).every((other) => apart(group, other))).toBe(true);
        });
      }),
    );
  });
});

test('a press hits the tile under it, and nothing beside', () => {
  const groups = groupsIn(pointsAt([35.6, 139.7], [48.9, 2.4]), WORLD);
  const [paris] = groups;
  expect(groupAt(groups, (paris?.left ?? 0) + 20, paris?.top ?? 0)).toBe(paris);
  expect(groupAt(groups, (paris?.left ?? 0) + 60, paris?.top ?? 0)).toBeNull();
});
