/** Photos. Each is added and removed in one transaction, together with its copies, vectors and origins. */

import { Problem } from '#core/errors';
import type { Marks, Photo, PhotoCard, PhotoId, PhotoNo } from '#core/photo';
import type { SpaceId } from '#core/space';
import { isEmbedding } from '#core/vector';
import { database } from './database';
import type { QueuedFile } from './schema';
import { putVector, removeVectors } from './vectors';

/** A queued file that became a photo, or has the bytes of a known one. */
export interface Arrival {
  file: QueuedFile;
  id: PhotoId;
  /** Left out if the photo is known: then only the origin is written. */
  fresh?: {
    photo: Omit<Photo, 'no'>;
    thumbnail: Blob;
    preview: Blob;
    embedding: Float32Array<ArrayBuffer>;
  };
}

export async function photoNoOf(id: PhotoId): Promise<PhotoNo | undefined> {
  return (await database()).getKeyFromIndex('photos', 'id', id);
}

/**
 * Commits a batch in one transaction: writes photo, thumbnail, preview, embedding and origin, and removes the
 * file from the queue. If the tab is killed, each file is either committed or still queued.
 * @returns the cards of the new photos, and the photos without any origin left because the file they came
 *   from has changed
 * @throws Problem `encoder-failed` if a vector is not an embedding of the space; then nothing is written
 * @throws DOMException `QuotaExceededError`; then nothing is written
 */
export async function commitArrivals(
  arrivals: readonly Arrival[],
  space: { id: SpaceId; dimension: number; build: string },
): Promise<{ added: PhotoCard[]; orphans: PhotoNo[] }> {
  for (const { file, fresh } of arrivals) {
    if (fresh && !isEmbedding(fresh.embedding, space.dimension)) {
      throw new Problem('encoder-failed', `The vector of ${file.name} is no embedding of ${space.id}.`);
    }
  }
  const tx = (await database()).transaction(
    ['photos', 'thumbnails', 'previews', 'embeddings', 'fresh', 'origins', 'queue', 'inbox', 'run'],
    'readwrite',
    { durability: 'relaxed' },
  );
  const photos = tx.objectStore('photos');
  const queue = tx.objectStore('queue');
  const origins = tx.objectStore('origins');
  const added: PhotoCard[] = [];
  const orphans: PhotoNo[] = [];
  let handled = 0;
  for (const { file, id, fresh } of arrivals) {
    // Its source was removed, or another tab has committed it.
    if ((await queue.getKey(file.key)) === undefined) continue;
    let no = await photos.index('id').getKey(id);
    if (no === undefined) {
      // The known photo was removed while this file was being read: it stays queued and is read again.
      if (!fresh) continue;
      no = await photos.add(fresh.photo as Photo);
      await tx.objectStore('thumbnails').put(fresh.thumbnail, no);
      await tx.objectStore('previews').put(fresh.preview, no);
      const row = { space: space.id, photo: no, build: space.build, vector: fresh.embedding };
      await putVector(tx.objectStore('embeddings'), tx.objectStore('fresh'), row);
      added.push(cardOf({ ...fresh.photo, no }));
    }
    const { source, path, bytes, modified } = file;
    const before = await origins.get([source, path]);
    await origins.put({ source, path, bytes, modified, photo: no });
    if (before && before.photo !== no && (await origins.index('photo').count(before.photo)) === 0) {
      orphans.push(before.photo);
    }
    await queue.delete(file.key);
    await tx.objectStore('inbox').delete(file.key);
    handled++;
  }
  const runs = tx.objectStore('run');
  const run = await runs.get('run');
  if (run) await runs.put({ ...run, done: run.done + handled }, 'run');
  await tx.done;
  return { added, orphans };
}

/** Returns the cards of all photos with a number above `after`. */
export async function cardsAfter(after: PhotoNo): Promise<PhotoCard[]> {
  const photos = await (await database()).getAll('photos', IDBKeyRange.lowerBound(after, true));
  return photos.map(cardOf);
}

export async function allPhotoNos(): Promise<PhotoNo[]> {
  return (await database()).getAllKeys('photos');
}

export async function countPhotos(): Promise<number> {
  return (await database()).count('photos');
}

export async function photo(no: PhotoNo): Promise<Photo | undefined> {
  return (await database()).get('photos', no);
}

/** Returns the given photos in order, without those that were removed. */
export async function photosOf(nos: readonly PhotoNo[]): Promise<Photo[]> {
  const tx = (await database()).transaction('photos');
  const photos = await Promise.all(nos.map((no) => tx.store.get(no)));
  return photos.filter((photo) => photo !== undefined);
}

export async function thumbnailsOf(nos: readonly PhotoNo[]): Promise<(Blob | null)[]> {
  const tx = (await database()).transaction('thumbnails');
  return Promise.all(nos.map(async (no) => (await tx.store.get(no)) ?? null));
}

export async function previewOf(no: PhotoNo): Promise<Blob | undefined> {
  return (await database()).get('previews', no);
}

/** Removes photos with their copies, origins and vectors. */
export async function removePhotos(nos: readonly PhotoNo[]): Promise<void> {
  const tx = (await database()).transaction(
    ['photos', 'thumbnails', 'previews', 'origins', 'embeddings', 'fresh', 'shards'],
    'readwrite',
  );
  const origins = tx.objectStore('origins');
  for (const no of nos) {
    await tx.objectStore('photos').delete(no);
    await tx.objectStore('thumbnails').delete(no);
    await tx.objectStore('previews').delete(no);
    for (const key of await origins.index('photo').getAllKeys(no)) await origins.delete(key);
  }
  await removeVectors(
    tx.objectStore('embeddings'),
    tx.objectStore('fresh'),
    tx.objectStore('shards'),
    new Set(nos),
  );
  await tx.done;
}

/** @returns the new cards of the photos that this has changed */
export async function markPhotos(nos: readonly PhotoNo[], marks: Marks): Promise<PhotoCard[]> {
  const tx = (await database()).transaction('photos', 'readwrite');
  const cards: PhotoCard[] = [];
  for (const no of nos) {
    const photo = await tx.store.get(no);
    if (!photo) continue;
    const marked = withMarks(photo, marks);
    if (isMarkedAlike(photo, marked)) continue;
    await tx.store.put(marked);
    cards.push(cardOf(marked));
  }
  await tx.done;
  return cards;
}

function withMarks(photo: Photo, { favourite, addTags = [], removeTags = [] }: Marks): Photo {
  const { favourite: before, tags: tagsBefore = [], ...rest } = photo;
  const tags = [...new Set([...tagsBefore, ...addTags])].filter((tag) => !removeTags.includes(tag));
  const isFavourite = favourite ?? before === true;
  return { ...rest, ...(isFavourite && { favourite: true }), ...(tags.length > 0 && { tags }) };
}

function isMarkedAlike(a: Photo, b: Photo): boolean {
  return a.favourite === b.favourite && String(a.tags) === String(b.tags);
}

function cardOf({ no, name, width, height, color, taken, favourite }: Photo): PhotoCard {
  return { no, name, width, height, color, taken, ...(favourite && { favourite }) };
}
