/** The list of cities, downloaded when first needed. */

import type { GeoPoint } from '#core/photo';
import type { Cities } from '#core/query/cities';

let cities: Promise<Cities> | undefined;

/** Rejects without a network if the app is not cached for offline use yet; the next call tries again. */
export function loadCities(): Promise<Cities> {
  cities ??= Promise.all([import('#core/query/cities'), import('virtual:cities')])
    .then(([{ Cities: Read }, { default: lines }]) => new Read(lines))
    .catch((error) => {
      cities = undefined;
      throw error;
    });
  return cities;
}

/** Returns the name of the nearest city, in the language of the interface; null if no city is near. */
export async function cityAt(point: GeoPoint, language: string): Promise<string | null> {
  const [{ cityName }, known] = await Promise.all([import('#core/query/cities'), loadCities()]);
  const city = known.near(point);
  return city && cityName(city, language);
}
