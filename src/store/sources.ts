/** Sources of photos, and the files of each source that are already known. */

import type { Origin, PhotoNo, Source, SourceId } from '#core/photo';
import { database } from './database';
import { COPY_STORES, dropCopy } from './inbox';
import { keysUnder } from './ranges';
import type { Writable } from './stores';

export async function allSources(): Promise<Source[]> {
  return (await database()).getAll('sources');
}

export async function putSource(source: Source): Promise<void> {
  await (await database()).put('sources', source);
}

/** Returns all origins of a source, for comparison with a rescan of its folder. */
export async function originsOf(source: SourceId): Promise<Origin[]> {
  return (await database()).getAll('origins', keysUnder(source));
}

/** Counts the files of each source that are photos. */
export async function countOrigins(sources: readonly SourceId[]): Promise<number[]> {
  const tx = (await database()).transaction('origins');
  return Promise.all(sources.map((source) => tx.store.count(keysUnder(source))));
}

/** Returns every file in which a photo was found. */
export async function originsOfPhoto(photo: PhotoNo): Promise<Origin[]> {
  return (await database()).getAllFromIndex('origins', 'photo', photo);
}

/**
 * Deletes the origins of files that no longer exist.
 * @returns the photos that have no other file
 */
export async function forgetOrigins(gone: readonly Pick<Origin, 'source' | 'path'>[]): Promise<PhotoNo[]> {
  const tx = (await database()).transaction('origins', 'readwrite');
  const photos = new Set<PhotoNo>();
  for (const { source, path } of gone) {
    const origin = await tx.store.get([source, path]);
    if (!origin) continue;
    photos.add(origin.photo);
    await tx.store.delete([source, path]);
  }
  const orphans = await withoutFile(tx.store, photos);
  await tx.done;
  return orphans;
}

/** Returns the photos all of whose files are missing. */
async function withoutFile(
  origins: Pick<Writable<'origins'>, 'index'>,
  photos: Iterable<PhotoNo>,
): Promise<PhotoNo[]> {
  const orphans: PhotoNo[] = [];
  for (const photo of photos) {
    const files = await origins.index('photo').getAll(photo);
    if (files.every(({ missing }) => missing !== undefined)) orphans.push(photo);
  }
  return orphans;
}

/** Leaves a subfolder of a source out, or takes it in again; what that means for photos is swept afterwards. */
export async function leaveFolderOut(source: SourceId, path: string, out: boolean): Promise<void> {
  const tx = (await database()).transaction('sources', 'readwrite');
  const stored = await tx.store.get(source);
  if (stored) {
    const { leftOut = [], ...rest } = stored;
    const paths = [...leftOut.filter((one) => one !== path), ...(out ? [path] : [])];
    await tx.store.put({ ...rest, ...(paths.length > 0 && { leftOut: paths }) });
  }
  await tx.done;
}

/** Returns a source as it is stored now. */
export async function storedSource(source: SourceId): Promise<Source | undefined> {
  return (await database()).get('sources', source);
}

/**
 * Deletes a source: its record, its origins, and its queued files.
 * @returns the photos that have no other file, and those that have one
 */
export async function forgetSource(source: SourceId): Promise<{ orphans: PhotoNo[]; others: PhotoNo[] }> {
  const tx = (await database()).transaction(['sources', 'origins', 'queue', ...COPY_STORES], 'readwrite');
  const origins = tx.objectStore('origins');
  const photos = new Set((await origins.getAll(keysUnder(source))).map((origin) => origin.photo));
  await origins.delete(keysUnder(source));
  const orphans = await withoutFile(origins, photos);
  const queue = tx.objectStore('queue');
  for (const key of await queue.index('path').getAllKeys(keysUnder(source))) {
    await queue.delete(key);
    await dropCopy(tx.objectStore('inbox'), tx.objectStore('inboxParts'), key);
  }
  await tx.objectStore('sources').delete(source);
  await tx.done;
  const gone = new Set(orphans);
  return { orphans, others: [...photos].filter((no) => !gone.has(no)) };
}
