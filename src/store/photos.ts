/** Photos. Each is added and removed in one transaction, together with its copies, vectors and origins. */

import { Problem } from '#core/errors';
import type { ClipFacts } from '#core/live-photo';
import type { Marks, Photo, PhotoCard, PhotoId, PhotoNo } from '#core/photo';
import type { SpaceId } from '#core/space';
import { isEmbedding } from '#core/vector';
import { cardOf, type Outcome, settle } from './away';
import { toBlob } from './bytes';
import { attachClip, detachClip } from './clips';
import { database } from './database';
import { COPY_STORES, dropCopy } from './inbox';
import {
  addPhoto,
  carried,
  deletePhotos,
  type FreshRows,
  forgetMissing,
  isMarkedAlike,
  PHOTO_STORES,
  type PhotoStores,
  photoStoresOf,
  replacePhoto,
  storedRows,
  withMarks,
} from './photo-rows';
import { photoTable } from './photo-table';
import type { QueuedFile } from './schema';
import { noteRead } from './unturned';

/** A queued file that became a photo, has the bytes of a known one, or is the clip of a Live Photo. */
export interface Arrival {
  file: QueuedFile;
  id: PhotoId;
  /** The user leaves such files out: the photo is stored, but not shown. */
  leftOut?: boolean;
  /** It is a clip, if the still beside it proves to be its still. */
  clip?: ClipFacts;
  /** Left out if the photo is known: then only the origin is written. */
  fresh?: FreshRows & { photo: Omit<Photo, 'no'> };
}

export async function photoNoOf(id: PhotoId): Promise<PhotoNo | undefined> {
  return (await database()).getKeyFromIndex('photos', 'id', id);
}

export async function photoOf(id: PhotoId): Promise<Photo | undefined> {
  return (await database()).getFromIndex('photos', 'id', id);
}

/** What a commit has changed, each photo in its new state. */
export interface Committed {
  /** Photos that are new in the views; among them known ones whose file was missing. */
  added: PhotoCard[];
  /** Photos that have left the views. Those without any file are deleted. */
  removed: PhotoNo[];
  /** Photos with another name, marks or clip. */
  changed: PhotoCard[];
  /** New photos of files that a look found. */
  found: PhotoNo[];
  /** Files that stay in the queue, to be read again. */
  again: QueuedFile[];
}

/**
 * Commits a batch in one transaction: writes photo, thumbnail, preview, embedding and origin, of a video also its
 * further pictures, and removes the file from the queue. If the tab is killed, each file is either committed or
 * still queued.
 *
 * A file with other bytes than before gives its favourite and tags to the new photo; the old one is deleted if
 * it has no other file. A known photo whose file was missing has been moved, and has this file instead. A known photo
 * that lies on its side is replaced by the same upright. A clip goes to the file of its still; as long as there is no
 * still, it stays in the queue.
 * @throws Problem `encoder-failed` if a vector is not an embedding of the space; then nothing is written
 * @throws DOMException `QuotaExceededError`; then nothing is written
 */
export async function commitArrivals(
  arrivals: readonly Arrival[],
  space: { id: SpaceId; dimension: number; build: string },
): Promise<Committed> {
  for (const { file, fresh } of arrivals) {
    const pictures = fresh ? [fresh, ...(fresh.frames ?? [])] : [];
    if (!pictures.every(({ embedding }) => isEmbedding(embedding, space.dimension))) {
      throw new Problem('encoder-failed', `The vector of ${file.name} is no embedding of ${space.id}.`);
    }
  }
  // Before the transaction, which would not wait for bytes.
  const rows = await Promise.all(arrivals.map(({ fresh }) => fresh && storedRows(fresh)));
  const tx = (await database()).transaction(
    [...PHOTO_STORES, ...COPY_STORES, 'queue', 'run'] as const,
    'readwrite',
    { durability: 'relaxed' },
  );
  const stores = photoStoresOf((name) => tx.objectStore(name));
  const { photos, origins } = stores;
  const queue = tx.objectStore('queue');
  const added = new Map<PhotoNo, PhotoCard>();
  const found: PhotoNo[] = [];
  const again: QueuedFile[] = [];
  // Photos whose files have changed; most are new and have one file, which needs no second look.
  const touched = new Set<PhotoNo>();
  const marked = new Set<PhotoNo>();
  /** Photos that were known, and those of them that are replaced. */
  const known = new Set<PhotoNo>();
  const replaced: PhotoNo[] = [];
  let handled = 0;
  const isHandled = async ({ key }: QueuedFile) => {
    await queue.delete(key);
    await dropCopy(tx.objectStore('inbox'), tx.objectStore('inboxParts'), key);
    handled++;
  };
  for (const [i, { file, id, leftOut, clip, fresh }] of arrivals.entries()) {
    const copies = rows[i];
    const queued = await queue.get(file.key);
    // Its source was removed, or another tab has committed it.
    if (!queued) continue;
    if (clip) {
      const changed = await attachClip(stores, { file, id, facts: clip });
      for (const no of changed ?? []) touched.add(no);
      if (changed) await isHandled(file);
      else again.push(file);
      continue;
    }
    const { source, path, bytes, modified } = file;
    const before = await origins.get([source, path]);
    const edited = before && (await photos.get(before.photo));
    let no = await photos.index('id').getKey(id);
    if (no !== undefined) known.add(no);
    const sideways = no !== undefined && fresh?.photo.turned ? await photos.get(no) : undefined;
    if (sideways && !sideways.turned && fresh && copies) {
      replaced.push(sideways.no);
      const photo = await replacePhoto(stores, sideways, fresh.photo, copies, space);
      no = photo.no;
      added.set(no, cardOf(photo));
      touched.add(no);
    } else if (no === undefined) {
      // The known photo was removed while this file was being read: it stays queued and is read again.
      if (!fresh || !copies) {
        again.push(file);
        continue;
      }
      const own = before?.clip ? { ...fresh.photo, live: true as const } : fresh.photo;
      const photo = edited ? { ...carried(edited, own), added: edited.added } : own;
      no = await addPhoto(stores, photo, copies, space);
      added.set(no, cardOf({ ...photo, no }));
      if (queued.found) found.push(no);
    }
    await origins.put({
      source,
      path,
      bytes,
      modified,
      photo: no,
      ...(leftOut && { leftOut: true as const }),
      ...(before?.clip && { clip: before.clip }),
      ...(queued.apart !== undefined && { apart: queued.apart }),
    });
    const freed = await detachClip(origins, file);
    if (freed !== undefined) touched.add(freed);
    if (!added.has(no)) await forgetMissing(origins, no);
    if (!added.has(no) || leftOut) touched.add(no);
    if (queued.perhaps !== undefined) touched.add(queued.perhaps);
    if (edited && edited.no !== no && !replaced.includes(edited.no)) {
      touched.add(edited.no);
      const other = await photos.get(no);
      const orphaned = (await origins.index('photo').count(edited.no)) === 0;
      if (other && orphaned && !added.has(no)) {
        await photos.put(carried(edited, other));
        marked.add(no);
      }
    }
    await isHandled(file);
  }
  const outcome = await settleArrivals(stores, added, touched);
  outcome.removed.push(...replaced);
  if (known.size > 0) await noteRead(stores.settings, known);
  for (const no of marked) {
    const photo = outcome.removed.includes(no) ? undefined : await photos.get(no);
    if (photo) outcome.changed.push(cardOf(photo));
  }
  const runs = tx.objectStore('run');
  const run = await runs.get('run');
  if (run) await runs.put({ ...run, done: run.done + handled }, 'run');
  await tx.done;
  return { ...outcome, found: found.filter((no) => added.has(no)), again };
}

/** @param added new photos; loses those that are not shown */
async function settleArrivals(
  stores: PhotoStores,
  added: Map<PhotoNo, PhotoCard>,
  touched: ReadonlySet<PhotoNo>,
): Promise<Omit<Committed, 'found' | 'again'>> {
  if (touched.size === 0) return { added: [...added.values()], removed: [], changed: [] };
  const orphans: PhotoNo[] = [];
  for (const no of touched) {
    if ((await stores.origins.index('photo').count(no)) === 0) orphans.push(no);
  }
  if (orphans.length > 0) await deletePhotos(stores, orphans);
  const { back, left, changed }: Outcome = await settle(stores, touched);
  for (const no of [...left, ...orphans]) added.delete(no);
  return { added: [...added.values(), ...back], removed: [...orphans, ...left], changed };
}

export async function allPhotoNos(): Promise<PhotoNo[]> {
  return (await database()).getAllKeys('photos');
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
  const stored = await Promise.all(nos.map((no) => tx.store.get(no)));
  return stored.map((thumbnail) => (thumbnail ? toBlob(thumbnail) : null));
}

/** Returns the preview or, of a photo that came from a backup or an index without one, the thumbnail. */
export async function previewOf(no: PhotoNo): Promise<Blob | undefined> {
  const db = await database();
  const stored = (await db.get('previews', no)) ?? (await db.get('thumbnails', no));
  return stored && toBlob(stored);
}

/** Returns the preview alone: words are too small in a thumbnail. */
export async function ownPreviewOf(no: PhotoNo): Promise<Blob | undefined> {
  const stored = await (await database()).get('previews', no);
  return stored && toBlob(stored);
}

/** Removes photos with their copies, origins and vectors, and the further pictures of videos with theirs. */
export async function removePhotos(nos: readonly PhotoNo[]): Promise<void> {
  const tx = (await database()).transaction(PHOTO_STORES, 'readwrite');
  await deletePhotos(
    photoStoresOf((name) => tx.objectStore(name)),
    nos,
  );
  await tx.done;
}

/** @returns the new cards of the photos that this has changed */
export async function markPhotos(nos: readonly PhotoNo[], marks: Marks): Promise<PhotoCard[]> {
  const tx = (await database()).transaction(['photos', 'cardPacks'], 'readwrite');
  const photos = photoTable((name) => tx.objectStore(name));
  const cards: PhotoCard[] = [];
  for (const no of nos) {
    const photo = await photos.get(no);
    if (!photo) continue;
    const marked = withMarks(photo, marks);
    if (isMarkedAlike(photo, marked)) continue;
    await photos.put(marked);
    cards.push(cardOf(marked));
  }
  await tx.done;
  return cards;
}
