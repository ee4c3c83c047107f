/**
 * Version 6: a photo's moment, and the dates that searches ask for, are what the clock on the wall showed, as if
 * it were in UTC. Up to version 5 they were instants, made from that clock in the device's zone.
 */

import type { OldDatabase, Upgrade } from './step';

interface PhotoOfVersion5 {
  taken: number;
}

interface SearchOfVersion5 {
  text: string;
  filter: { taken: { from: number; before: number } | null };
  photo: number | null;
}

export async function toVersion6(_: OldDatabase, tx: Upgrade): Promise<void> {
  const photos = tx.objectStore('photos');
  const known: PhotoOfVersion5[] = await photos.getAll();
  // Not one after the other: a library may have a hundred thousand.
  await Promise.all(known.map((photo) => photos.put({ ...photo, taken: wallOf(photo.taken) })));
  const saved = tx.objectStore('savedSearches');
  for (let cursor = await saved.openCursor(); cursor; cursor = await cursor.continue()) {
    await cursor.update(onTheWall(cursor.value));
  }
  // A recent search is keyed by what it asks.
  const recent = tx.objectStore('recentSearches');
  const old: SearchOfVersion5[] = await recent.getAll();
  await recent.clear();
  for (const search of old.map(onTheWall)) await recent.put({ ...search, key: keyOf(search) });
}

function onTheWall<T extends SearchOfVersion5>(search: T): T {
  const { taken } = search.filter;
  if (!taken) return search;
  const range = { from: wallOf(taken.from), before: wallOf(taken.before) };
  return { ...search, filter: { ...search.filter, taken: range } };
}

/** Returns what this device's clock showed at an instant. The open end of a range stays open. */
function wallOf(instant: number): number {
  if (!Number.isFinite(instant)) return instant;
  const date = new Date(instant);
  const midnight = new Date(0).setUTCFullYear(date.getFullYear(), date.getMonth(), date.getDate());
  return new Date(midnight).setUTCHours(
    date.getHours(),
    date.getMinutes(),
    date.getSeconds(),
    date.getMilliseconds(),
  );
}

function keyOf({ text, filter, photo }: SearchOfVersion5): string {
  const infinite = (_: string, value: unknown) => (typeof value === 'number' ? String(value) : value);
  return JSON.stringify([text.trim(), filter, photo], infinite);
}
