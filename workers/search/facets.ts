/** Counts the values that a library's photos can be filtered by: as many as pass a filter of that value. */

import { type Counted, type Facets, kilometres, type PhotoFacts, type PlaceArea } from '#core/filter';
import { folded } from '#core/folding';
import { groupBy } from '#core/group';
import { kindsOf } from '#core/passing';
import type { GeoPoint, Source } from '#core/photo';
import { fieldsOf } from '#core/wall-clock';

/** Edge of the cells that positions are grouped by, in degrees of latitude and longitude. */
const CELL = 0.5;

/** Kilometres of a degree of latitude, rounded down. */
const DEGREE_KM = 111;

/** Returns the values of each field, the most frequent first. */
export function facetsOf(photos: readonly PhotoFacts[], sources: readonly Source[]): Omit<Facets, 'people'> {
  return {
    cameras: count(photos, ({ camera }) => (camera ? [camera] : []), folded),
    folders: foldersOf(photos, sources),
    kinds: count(photos, ({ type }) => kindsOf(type)),
    tags: count(photos, ({ tags }) => tags, folded),
    years: count(photos, ({ taken }) => [fieldsOf(taken).year]),
    places: placesOf(photos),
    favourites: photos.filter(({ favourite }) => favourite).length,
  };
}

/**
 * Counts each photo once for each of its values.
 * @param alike gives the same for values that a filter does not tell apart; the first of them stands for all
 */
function count<T>(
  photos: readonly PhotoFacts[],
  valuesOf: (photo: PhotoFacts) => readonly T[],
  alike: (value: T) => T = (value) => value,
): Counted<T>[] {
  const counts = new Map<T, Counted<T>>();
  for (const photo of photos) {
    for (const [key, value] of new Map(valuesOf(photo).map((value) => [alike(value), value]))) {
      const counted = counts.get(key);
      if (counted) counted.count++;
      else counts.set(key, { value, count: 1 });
    }
  }
  return mostFirst([...counts.values()]);
}

/** Counts each folder with everything below it. Sources that are not folders have no name to filter by. */
function foldersOf(photos: readonly PhotoFacts[], sources: readonly Source[]): Facets['folders'] {
  const names = new Map(sources.map(({ id, name }) => [id, name]));
  const keys = count(photos, ({ origins }) =>
    origins.flatMap(({ source, path }) => {
      const steps = path.split('/').slice(0, -1);
      return ['', ...steps].map((_, depth) => JSON.stringify([source, steps.slice(0, depth).join('/')]));
    }),
  );
  return keys.flatMap(({ value, count }) => {
    const [source, path] = JSON.parse(value) as [string, string];
    const name = path.split('/').at(-1) || names.get(source);
    return name ? { value: { source, path, name }, count } : [];
  });
}

/**
 * Groups positions by cell. Each group is a circle around the mean position of its photos. The circle may reach
 * into the cells around, and counts what it holds there too.
 */
function placesOf(photos: readonly PhotoFacts[]): Counted<PlaceArea>[] {
  const points = photos.flatMap(({ place }) => place ?? []);
  const cells = groupBy(
    points,
    ({ latitude, longitude }) => `${Math.floor(latitude / CELL)} ${Math.floor(longitude / CELL)}`,
  );
  const rows = groupBy(points, ({ latitude }) => Math.floor(latitude / CELL));
  return mostFirst(
    [...cells.values()].map((cell) => {
      const value = around(cell);
      const reach = value.within / DEGREE_KM;
      let count = 0;
      for (
        let row = Math.floor((value.latitude - reach) / CELL);
        row * CELL <= value.latitude + reach;
        row++
      ) {
        count += (rows.get(row) ?? []).filter((point) => kilometres(point, value) <= value.within).length;
      }
      return { value, count };
    }),
  );
}

function around(points: readonly GeoPoint[]): PlaceArea {
  const mean = (of: (point: GeoPoint) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const middle = { latitude: mean((point) => point.latitude), longitude: mean((point) => point.longitude) };
  const within = Math.max(...points.map((point) => kilometres(point, middle)));
  // At least 1 km, the accuracy of a phone's position.
  return { ...middle, within: Math.max(1, Math.ceil(within)) };
}

function mostFirst<T>(counted: Counted<T>[]): Counted<T>[] {
  return counted.sort((a, b) => b.count - a.count);
}
