/** What a library has to filter by. */

import { type Counted, type Facets, kilometres, type PhotoFacts, type PlaceArea } from '#core/filter';
import { groupBy } from '#core/group';
import type { GeoPoint, Source } from '#core/photo';

/** Degrees of latitude and longitude that make one place. */
const CELL = 0.5;

/** The most frequent values first. */
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

/** Each photo counts once for each of its values. */
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

/** Every folder with everything below it; sources that are no folder have no name to ask by. */
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

/** The middle of the photos that lie in one cell, and a circle around all of them. */
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
  // Not less than what a phone's own idea of its place is good for.
  return { ...middle, within: Math.max(1, Math.ceil(within)) };
}

function mostFirst<T>(counted: Counted<T>[]): Counted<T>[] {
  return counted.sort((a, b) => b.count - a.count);
}
