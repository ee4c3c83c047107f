/** Cities: fetched when one is first asked for. */

import type { GeoPoint } from '#core/photo';
import type { Cities } from '#core/query/cities';

let cities: Promise<Cities> | undefined;

/** Fails without a network before the first visit is complete; the next call tries again. */
export function loadCities(): Promise<Cities> {
  cities ??= Promise.all([import('#core/query/cities'), import('virtual:cities')])
    .then(([{ Cities: Read }, { default: lines }]) => new Read(lines))
    .catch((error) => {
      cities = undefined;
      throw error;
    });
  return cities;
}

/** What a place is called, in the language of the interface; null if no city is near. */
export async function cityAt(point: GeoPoint, language: string): Promise<string | null> {
  const [{ cityName }, known] = await Promise.all([import('#core/query/cities'), loadCities()]);
  const city = known.near(point);
  return city && cityName(city, language);
}
