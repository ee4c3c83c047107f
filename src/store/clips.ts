/** The clips of Live Photos: each belongs to the file of a still, and is no photo. See core/live-photo. */

import { type ClipFacts, isClipOf } from '#core/live-photo';
import type { Origin, Photo, PhotoId, PhotoNo, SourceId } from '#core/photo';
import { inBatches, type Outcome, type Settled, settle } from './away';
import { database } from './database';
import { carried, forgetMissing } from './photo-rows';
import type { QueuedFile } from './schema';

/** A video that is most likely the clip of the still beside it. */
export interface Weighed {
  file: QueuedFile;
  id: PhotoId;
  facts: ClipFacts;
}

/**
 * Returns the photo that the still of a path has become, or `waiting` while it is in the queue. Undefined if it cannot
 * be one: it is gone, has failed, or its photo was removed.
 */
export async function stillAt(source: SourceId, path: string): Promise<Photo | 'waiting' | undefined> {
  const tx = (await database()).transaction(['photos', 'origins', 'queue']);
  const [origin, queued] = await Promise.all([
    tx.objectStore('origins').get([source, path]),
    tx.objectStore('queue').index('path').get([source, path]),
  ]);
  if (origin && origin.missing === undefined) return tx.objectStore('photos').get(origin.photo);
  return queued && !queued.failure ? 'waiting' : undefined;
}

/** Notes of a waiting video that it is not the clip of the still beside it. */
export async function noteApart({ key, still }: QueuedFile): Promise<void> {
  const tx = (await database()).transaction('queue', 'readwrite');
  const queued = await tx.store.get(key);
  if (queued && still !== undefined) await tx.store.put({ ...queued, apart: still });
  await tx.done;
}

/**
 * Gives a clip to the file of its still, inside the transaction of the caller. What the video was before its still
 * came, a photo of its own, is left without a file, and its favourite and tags go to the photo of the still.
 * @returns the photos whose files have changed, that of the still first; null if there is no such still (yet), or it is
 *   another's
 */
export async function attachClip(
  { photos, origins }: Pick<Settled, 'photos' | 'origins'>,
  { file: { source, path, bytes, modified, still }, id, facts }: Weighed,
): Promise<PhotoNo[] | null> {
  const place = still === undefined ? undefined : await origins.get([source, still]);
  const photo = place && place.missing === undefined && (await photos.get(place.photo));
  if (!photo || photo.video || !isClipOf(facts, photo)) return null;
  await origins.put({ ...place, clip: { path, bytes, modified, id } });
  const own = (await origins.get([source, path]))?.photo;
  await origins.delete([source, path]);
  const moved = await photos.index('id').getKey(id);
  if (moved !== undefined) await forgetMissing(origins, moved);
  const before = [...new Set([own, moved])].filter((no) => no !== undefined);
  let marked = photo;
  for (const no of before) {
    const video = await photos.get(no);
    const isOrphan = (await origins.index('photo').count(no)) === 0;
    if (video && isOrphan) marked = carried(video, marked);
  }
  if (marked !== photo) await photos.put(marked);
  return [photo.no, ...before];
}

/**
 * Takes a video away from the file of the still beside it, because it has become a photo, inside the transaction of
 * the caller.
 * @returns the photo of the still, if it had this clip
 */
export async function detachClip(
  origins: Settled['origins'],
  { source, path, still }: QueuedFile,
): Promise<PhotoNo | undefined> {
  const place = still === undefined ? undefined : await origins.get([source, still]);
  if (place?.clip?.path !== path) return undefined;
  const { clip: _, ...alone } = place;
  await origins.put(alone);
  return place.photo;
}

/**
 * Forgets the clips of files. One that has another clip in the store than it is given with is left alone.
 * @param files of which a look has found that their clip is no longer beside them
 */
export function forgetClips(files: readonly Origin[]): Promise<Outcome> {
  return inBatches(files, async (stores, batch) => {
    const photos = new Set<PhotoNo>();
    for (const { source, path, clip } of batch) {
      const stored = await stores.origins.get([source, path]);
      if (!stored?.clip || stored.clip.path !== clip?.path) continue;
      const { clip: _, ...alone } = stored;
      await stores.origins.put(alone);
      photos.add(stored.photo);
    }
    return settle(stores, photos);
  });
}
