/** Where photos were taken, as the map of the world takes it. */

import type { PhotoFacts } from '#core/filter';
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
