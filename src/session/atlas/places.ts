/** The places of photos by the nearest city. */

import { boundsOf, type GeoBounds, isInBounds } from '#core/bounds';
import { groupBy } from '#core/group';
import type { GeoPoint } from '#core/photo';
import type { Cities } from '#core/query/cities';
import type { Located } from '#workers/search/contract';
import type { NamedPlace } from './contract';

/** Squares of a degree whose photos have one city: at most 11 km. */
const IN_A_DEGREE = 10;

/** The photos in a square; `photos` are indexes, of `points` too. */
interface Square {
  photos: number[];
  bounds: GeoBounds;
}

/** @param cities null if the list cannot be had */
export function placesOf(located: Located, cities: Pick<Cities, 'near'> | null): NamedPlace[] {
  const { photos, latitudes, longitudes } = located;
  const points = Array.from(
    photos,
    (_, i): GeoPoint => ({ latitude: latitudes[i] as number, longitude: longitudes[i] as number }),
  );
  const squares = [
    ...groupBy(photos.keys(), (i) => squareOf(points[i] as GeoPoint, IN_A_DEGREE)).values(),
  ].map((inside): Square => ({ photos: inside, bounds: boundsOf(inside.map((i) => points[i] as GeoPoint)) }));
  // Without a city, those of a degree are one place.
  const groups = groupBy(squares, ({ photos: [first = 0] }) => {
    const point = points[first] as GeoPoint;
    return cities?.near(point) ?? squareOf(point, 1);
  });
  const count = counting(squares, points);
  const places = [...groups].map(([key, group]): NamedPlace => {
    const bounds = boundsOf(group.flatMap(({ bounds }) => cornersOf(bounds)));
    const cover = group.reduce(
      (last, square) => square.photos.reduce((most, i) => Math.max(most, photos[i] as number), last),
      0,
    );
    return {
      city: typeof key === 'number' ? null : key,
      bounds,
      at: points[group[0]?.photos[0] ?? 0] as GeoPoint,
      photos: count(bounds),
      cover,
    };
  });
  return places.sort((a, b) => b.photos - a.photos || b.cover - a.cover);
}

/** Counts photos in bounds: those of whole squares at once, one by one where an edge crosses a square. */
function counting(squares: readonly Square[], points: readonly GeoPoint[]): (bounds: GeoBounds) => number {
  const rowOf = (latitude: number) => Math.floor(latitude * IN_A_DEGREE);
  const rows = groupBy(squares, ({ bounds }) => rowOf(bounds.south));
  return (bounds) => {
    let count = 0;
    for (let row = rowOf(bounds.south); row <= rowOf(bounds.north); row++) {
      for (const { photos, bounds: own } of rows.get(row) ?? []) {
        const [least, most] = cornersOf(own);
        if (isInBounds(least, bounds) && isInBounds(most, bounds)) count += photos.length;
        else if (isNear(own, bounds))
          count += photos.filter((i) => isInBounds(points[i] as GeoPoint, bounds)).length;
      }
    }
    return count;
  };
}

/** Whether an edge of bounds may cross a square, which crosses no 180th meridian. */
function isNear(own: GeoBounds, { west, east }: GeoBounds): boolean {
  return west <= east ? own.west <= east && own.east >= west : own.west <= east || own.east >= west;
}

/** The south-western and the north-eastern corner. */
function cornersOf({ south, west, north, east }: GeoBounds): [GeoPoint, GeoPoint] {
  return [
    { latitude: south, longitude: west },
    { latitude: north, longitude: east },
  ];
}

function squareOf({ latitude, longitude }: GeoPoint, inADegree: number): number {
  return Math.floor(latitude * inADegree) * 10_000 + Math.floor(longitude * inADegree);
}
