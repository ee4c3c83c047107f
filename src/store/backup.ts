/** Photos as a backup has them: read whole, and merged with those that are here. */

import type { Photo, PhotoCard, PhotoNo } from '#core/photo';
import type { SpaceId } from '#core/space';
import { awayPhotos, cardOf } from './away';
import { type StoredBytes, toBlob, toStored } from './bytes';
import { database } from './database';
import { carried, nextNo, PHOTO_STORES, photoStoresOf } from './photo-rows';
import { putVector, spacesIn } from './vectors';

export interface KeptVector {
  space: SpaceId;
  build: string;
  vector: Float32Array<ArrayBuffer>;
}

/** A photo without what is of this library alone: its number, its files, and the clip that one of them has. */
export interface KeptPhoto {
  photo: Omit<Photo, 'no' | 'live'>;
  thumbnail: StoredBytes;
  preview: StoredBytes | null;
  vectors: KeptVector[];
  /** Of a video: its further pictures. */
  frames: { seconds: number; preview: StoredBytes | null; vectors: KeptVector[] }[];
}

/** Returns the spaces that have embeddings: the same for all photos, so a backup asks once. */
export async function keptSpaces(): Promise<SpaceId[]> {
  return spacesIn((await database()).transaction('embeddings').store);
}

/**
 * @param spaces whose embeddings are read
 * @returns null if the photo was removed, or has no thumbnail
 */
export async function keptPhoto(
  no: PhotoNo,
  spaces: readonly SpaceId[],
  withPreviews: boolean,
): Promise<KeptPhoto | null> {
  const db = await database();
  const tx = db.transaction(['photos', 'thumbnails', 'previews', 'frames', 'embeddings']);
  const vectorsOf = async (of: PhotoNo) => {
    const rows = await Promise.all(spaces.map((space) => tx.objectStore('embeddings').get([space, of])));
    return rows.flatMap((row) => row ?? []).map(({ space, build, vector }) => ({ space, build, vector }));
  };
  const [photo, thumbnail, preview, frames] = await Promise.all([
    tx.objectStore('photos').get(no),
    tx.objectStore('thumbnails').get(no),
    withPreviews ? tx.objectStore('previews').get(no) : undefined,
    tx.objectStore('frames').index('photo').getAll(no),
  ]);
  if (!photo || !thumbnail) return null;
  const vectors = await vectorsOf(no);
  const further = await Promise.all(
    frames.map(async (frame) => ({
      seconds: frame.seconds,
      preview: withPreviews ? await tx.objectStore('previews').get(frame.no) : undefined,
      vectors: await vectorsOf(frame.no),
    })),
  );
  await tx.done;
  // Blobs of an old library are read only now: no transaction waits for that.
  const bytes = async (stored: typeof preview) => (stored ? toStored(toBlob(stored)) : null);
  const { no: _, live: __, ...own } = photo;
  return {
    photo: own,
    thumbnail: await toStored(toBlob(thumbnail)),
    preview: await bytes(preview),
    vectors,
    frames: await Promise.all(
      further.map(async (frame) => ({ ...frame, preview: await bytes(frame.preview) })),
    ),
  };
}

/** What a batch of a backup has changed. */
export interface Merged {
  added: PhotoCard[];
  /** Photos in view with other marks. */
  changed: PhotoCard[];
  /** Known photos that got an embedding, by space. */
  encoded: Map<SpaceId, PhotoNo[]>;
}

/**
 * Merges photos in one transaction. Of a known one (by hash) the tags are united, the favourite stays, and only what it
 * lacks is added. So merging the same photos again changes nothing.
 * @throws DOMException `QuotaExceededError`; then nothing is written
 */
export async function mergePhotos(kept: readonly KeptPhoto[]): Promise<Merged> {
  const away = await awayPhotos();
  const tx = (await database()).transaction(PHOTO_STORES, 'readwrite');
  const stores = photoStoresOf((name) => tx.objectStore(name));
  const { photos, thumbnails, previews, frames, embeddings, fresh } = stores;
  const merged: Merged = { added: [], changed: [], encoded: new Map() };
  /** @returns the spaces in which it had none */
  const addVectors = async (no: PhotoNo, vectors: readonly KeptVector[]) => {
    const spaces: SpaceId[] = [];
    for (const row of vectors) {
      if ((await embeddings.getKey([row.space, no])) !== undefined) continue;
      await putVector(embeddings, fresh, { ...row, photo: no });
      spaces.push(row.space);
    }
    return spaces;
  };
  const addPreview = async (no: PhotoNo, preview: StoredBytes | null) => {
    if (preview && (await previews.getKey(no)) === undefined) await previews.put(preview, no);
  };
  const addFrames = async (photo: PhotoNo, more: KeptPhoto['frames']) => {
    const here = await frames.index('photo').getAll(photo);
    for (const { seconds, preview, vectors } of more) {
      let no = here.find((frame) => frame.seconds === seconds)?.no;
      if (no === undefined) {
        // Another decoder chose other moments: the video has its pictures.
        if (here.length > 0) continue;
        no = await nextNo(stores);
        await frames.add({ no, photo, seconds });
      }
      await addPreview(no, preview);
      await addVectors(no, vectors);
    }
  };
  for (const { photo, thumbnail, preview, vectors, frames: more } of kept) {
    const known = await photos.index('id').get(photo.id);
    const no = known?.no ?? (await photos.add(photo as Photo));
    if (!known) {
      await thumbnails.put(thumbnail, no);
      merged.added.push(cardOf({ ...photo, no }));
    } else {
      const joined = carried(photo, known);
      const isChanged = joined.favourite !== known.favourite || joined.tags?.length !== known.tags?.length;
      if (isChanged) await photos.put(joined);
      if (isChanged && !away.has(no)) merged.changed.push(cardOf(joined));
    }
    await addPreview(no, preview);
    for (const space of await addVectors(no, vectors)) {
      if (known) merged.encoded.set(space, [...(merged.encoded.get(space) ?? []), no]);
    }
    await addFrames(no, more);
  }
  await tx.done;
  return merged;
}
