/** Names of places, for sentences: those of all cities, and near which of them photos were taken. */

import { folded } from '#core/folding';
import type { GeoPoint } from '#core/photo';
import type { Cities } from './cities';
import { NEAR_KM } from './conditions';
import { nameFinder } from './names';
import type { PlaceNames } from './reading';

/** Of each list: there are thousands of names. */
const finders = new WeakMap<Cities, ReturnType<typeof nameFinder>>();

/** @param points where photos were taken; one of several that are close to each other is enough */
export function placeNames(cities: Cities, points: readonly GeoPoint[]): PlaceNames {
  const finder = finders.get(cities) ?? nameFinder(cities.names());
  finders.set(cities, finder);
  const here = new Map<string, GeoPoint>();
  for (const city of cities.around(points)) {
    for (const name of [city.name, ...city.others].map(folded)) if (!here.has(name)) here.set(name, city);
  }
  return {
    at: finder,
    has: (name) => here.has(folded(name)),
    area(name) {
      const city = here.get(folded(name));
      return city
        ? { latitude: city.latitude, longitude: city.longitude, within: NEAR_KM }
        : cities.area(name);
    },
  };
}
