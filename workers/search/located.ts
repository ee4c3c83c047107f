/** Where photos were taken, as the map of the world and the names of places take it. */

import type { PhotoFacts } from '#core/filter';
import type { GeoPoint } from '#core/photo';
import { tripsOf } from '#core/trips';
import type { Located } from './contract';

export function locatedOf(photos: Iterable<PhotoFacts>): Located {
  const placed = [...photos].flatMap(({ no, taken, place }) => (place ? { no, taken, ...place } : []));
  placed.sort((a, b) => a.latitude - b.latitude || a.no - b.no);
  return {
    photos: Uint32Array.from(placed, ({ no }) => no),
    latitudes: Float64Array.from(placed, ({ latitude }) => latitude),
    longitudes: Float64Array.from(placed, ({ longitude }) => longitude),
    trips: tripsOf(placed),
  };
}

/** A point of each square of a tenth of a degree that has photos: at most 11 km from all of them. */
export function squaresOf(photos: Iterable<PhotoFacts>): GeoPoint[] {
  const squares = new Map<number, GeoPoint>();
  for (const { place } of photos) {
    if (!place) continue;
    const { latitude, longitude } = place;
    const square = Math.floor(latitude * 10) * 10_000 + Math.floor(longitude * 10);
    if (!squares.has(square)) squares.set(square, { latitude, longitude });
  }
  return [...squares.values()];
}
