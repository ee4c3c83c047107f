import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wallTime } from '#core/wall-clock';
import { nearestTo, planOf, pointsOf, type View } from '../../../../../src/ui/tidy/map/points';

function mapOf(places: [number, number][]) {
  const card = (no: number) => ({
    no,
    name: `${no}`,
    width: 4,
    height: 3,
    color: (no * 7919) & 0xffffff,
    taken: wallTime(2024),
  });
  const cards = new Map(places.map((_, i) => [i + 1, card(i + 1)]));
  const projection = {
    photos: Uint32Array.from(places, (_, i) => i + 1),
    places: Float32Array.from(places.flat()),
  };
  return { projection, cards, points: pointsOf(projection, cards) };
}

const share = fc.double({ min: 0, max: 1, noNaN: true });
const views: fc.Arbitrary<View> = fc
  .record({ zoom: fc.double({ min: 1, max: 60, noNaN: true }), x: share, y: share })
  .map(({ zoom, x, y }) => {
    const scale = 600 * zoom;
    return { width: 900, height: 600, scale, left: 450 - x * scale, top: 300 - y * scale };
  });

describe('the map on a screen', () => {
  test('shows every photo in view as a tile, as a dot or behind a tile, and no two tiles overlap', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(share, share), { maxLength: 200 }), views, (places, view) => {
        const { points } = mapOf(places);
        const { tiles, dots } = planOf(points, view, new Set());
        const drawn = new Set([...tiles.map(({ point }) => point), ...dots]);
        expect(drawn.size).toBe(tiles.length + dots.length);
        const isBehind = (i: number) => {
          const { x = 0, y = 0 } = points[i] ?? {};
          const [left, top] = [x * view.scale + view.left, y * view.scale + view.top];
          // The gap around a tile belongs to it.
          return tiles.some((tile) => {
            const apart = Math.max(
              Math.abs(left - tile.left - tile.edge / 2),
              Math.abs(top - tile.top - tile.edge / 2),
            );
            return apart <= tile.edge / 2 + 2.01;
          });
        };
        for (const i of nearestTo(points, view, { x: 0, y: 0 }))
          expect(drawn.has(i) || isBehind(i)).toBe(true);
        for (const [k, a] of tiles.entries()) {
          for (const b of tiles.slice(k + 1)) {
            const apart = Math.max(Math.abs(a.left - b.left), Math.abs(a.top - b.top));
            expect(apart).toBeGreaterThan(a.edge);
          }
        }
      }),
    );
  });

  test('has dots for crowded photos, and tiles when it is zoomed in', () => {
    const { points } = mapOf(Array.from({ length: 30 }, (_, i) => [0.5 + i / 1000, 0.5 + i / 1000]));
    const far = { width: 900, height: 600, scale: 600, left: 150, top: 0 };
    expect(planOf(points, far, new Set()).tiles).toEqual([]);
    const near = { ...far, scale: 60_000, left: 450 - 30_000, top: 300 - 30_000 };
    expect(planOf(points, near, new Set()).tiles.length).toBeGreaterThan(3);
  });

  test('gives a tile that several photos share to a match', () => {
    const { points } = mapOf([
      [0.501, 0.501],
      [0.502, 0.502],
      [0.503, 0.503],
    ]);
    const view = { width: 900, height: 600, scale: 600, left: 150, top: 0 };
    const [tile] = planOf(points, view, new Set([2])).tiles;
    expect(points[tile?.point ?? -1]?.card.no).toBe(2);
  });

  test('leaves out photos that were removed from the library', () => {
    const { projection, cards } = mapOf([
      [0, 0],
      [1, 1],
    ]);
    cards.delete(1);
    expect(pointsOf(projection, cards).map(({ card }) => card.no)).toEqual([2]);
  });
});
