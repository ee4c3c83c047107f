/** Counts the values that a library's photos can be filtered by. */

import { type Counted, type Facets, kilometres, type PhotoFacts, type PlaceArea } from '#core/filter';
import { groupBy } from '#core/group';
import type { GeoPoint, Source } from '#core/photo';

/** Edge of the cells that positions are grouped by, in degrees of latitude and longitude. */
const CELL = 0.5;

/** Returns the values of each field, the most frequent first. */
export function facetsOf(photos: readonly PhotoFacts[], sources: readonly Source[]): Facets {
  return {
    cameras: count(photos, ({ camera }) => (camera ? [camera] : [])),
    folders: foldersOf(photos, sources),
    kinds: count(photos, ({ type }) => [type.slice(type.indexOf('/') + 1)]),
    tags: count(photos, ({ tags }) => tags),
    years: count(photos, ({ taken }) => [new Date(taken).getFullYear()]),
    places: placesOf(photos),
    favourites: photos.filter(({ favourite }) => favourite).length,
  };
}

/** Counts each photo once for each of its values. */
function count<T>(
  photos: readonly PhotoFacts[],
  valuesOf: (photo: PhotoFacts) => readonly T[],
): Counted<T>[] {
  const counts = new Map<T, number>();
  for (const photo of photos) {
    for (const value of new Set(valuesOf(photo))) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return mostFirst([...counts].map(([value, count]) => ({ value, count })));
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

/** Groups positions by cell. Each group is a circle around the mean position of its photos. */
function placesOf(photos: readonly PhotoFacts[]): Counted<PlaceArea>[] {
  const points = photos.flatMap(({ place }) => place ?? []);
  const cells = groupBy(
    points,
    ({ latitude, longitude }) => `${Math.floor(latitude / CELL)} ${Math.floor(longitude / CELL)}`,
  );
  return mostFirst([...cells.values()].map((cell) => ({ value: around(cell), count: cell.length })));
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
