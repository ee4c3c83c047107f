/** Photos as a backup has them: read whole, and merged with those that are here. */

import type { Away, WhyAway } from '#core/away';
import type { Photo, PhotoCard, PhotoNo } from '#core/photo';
import type { SpaceId } from '#core/space';
import type { WordLine } from '#core/words';
import { awayPhotos, cardOf, keepAway } from './away';
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
  /** The words that were read in it, none if it has none; null if it was not read. */
  words: readonly WordLine[] | null;
  /** Set if no view shows it: it is left out, or its file is missing. */
  away: 'leftOut' | 'missing' | null;
}

/** What is the same for all photos, so a backup reads it once. */
export interface Common {
  /** Those that have embeddings. */
  spaces: SpaceId[];
  away: Away;
}

export async function commonOfPhotos(): Promise<Common> {
  const spaces = await spacesIn((await database()).transaction('embeddings').store);
  return { spaces, away: await awayPhotos() };
}

/** @returns null if the photo was removed, or has no thumbnail */
export async function keptPhoto(
  no: PhotoNo,
  { spaces, away }: Common,
  withPreviews: boolean,
): Promise<KeptPhoto | null> {
  const db = await database();
  const tx = db.transaction(['photos', 'thumbnails', 'previews', 'frames', 'embeddings', 'words']);
  const vectorsOf = async (of: PhotoNo) => {
    const rows = await Promise.all(spaces.map((space) => tx.objectStore('embeddings').get([space, of])));
    return rows.flatMap((row) => row ?? []).map(({ space, build, vector }) => ({ space, build, vector }));
  };
  const [photo, thumbnail, preview, frames, words] = await Promise.all([
    tx.objectStore('photos').get(no),
    tx.objectStore('thumbnails').get(no),
    withPreviews ? tx.objectStore('previews').get(no) : undefined,
    tx.objectStore('frames').index('photo').getAll(no),
    tx.objectStore('words').get(no),
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
  const why = away.why(no);
  return {
    photo: own,
    thumbnail: await toStored(toBlob(thumbnail)),
    preview: await bytes(preview),
    vectors,
    frames: await Promise.all(
      further.map(async (frame) => ({ ...frame, preview: await bytes(frame.preview) })),
    ),
    words: words ?? null,
    away: why === 'awaited' ? 'missing' : why,
  };
}

/** What a batch of a backup has changed. */
export interface Merged {
  added: PhotoCard[];
  /** How many are new, those in no view too; and how many known ones gained something. */
  fresh: number;
  joined: number;
  /** Photos in view with other marks. */
  changed: PhotoCard[];
  /** Known photos that got an embedding, by space. */
  encoded: Map<SpaceId, PhotoNo[]>;
  /** Photos that got words. */
  read: PhotoNo[];
  /** How many photos could have got words, but for the user, who wants none to be read. */
  unwanted: number;
}

/**
 * Merges photos in one transaction. Of a known one (by hash) the tags are united, the favourite stays, and only what it
 * lacks is added. So merging the same photos again changes nothing.
 *
 * A photo that was in no view comes into none, unless it is here already. Its reason cannot be `missing`, which would
 * offer it for removal: no photo of a backup has a file.
 * @throws DOMException `QuotaExceededError`; then nothing is written
 */
export async function mergePhotos(kept: readonly KeptPhoto[]): Promise<Merged> {
  const away = await awayPhotos();
  const tx = (await database()).transaction(PHOTO_STORES, 'readwrite');
  const stores = photoStoresOf((name) => tx.objectStore(name));
  const { photos, thumbnails, previews, frames, embeddings, fresh, words: wordRows, settings } = stores;
  const merged: Merged = {
    added: [],
    changed: [],
    fresh: 0,
    joined: 0,
    encoded: new Map(),
    read: [],
    unwanted: 0,
  };
  const hidden = new Map<PhotoNo, WhyAway>();
  const readsWords = (await settings.get('readsWords')) !== undefined;
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
  /** @returns whether it had none */
  const addWords = async (no: PhotoNo, words: KeptPhoto['words']) => {
    if (!words || (await wordRows.getKey(no)) !== undefined) return false;
    if (!readsWords) {
      merged.unwanted++;
      return false;
    }
    await wordRows.put(words, no);
    if (words.length > 0) merged.read.push(no);
    return true;
  };
  for (const { photo, thumbnail, preview, vectors, frames: more, words, away: why } of kept) {
    const known = await photos.index('id').get(photo.id);
    const no = known?.no ?? (await photos.add(photo as Photo));
    let isChanged = false;
    if (!known) {
      await thumbnails.put(thumbnail, no);
      if (why) hidden.set(no, why === 'leftOut' ? why : 'awaited');
      else merged.added.push(cardOf({ ...photo, no }));
    } else {
      const joined = carried(photo, known);
      isChanged = joined.favourite !== known.favourite || joined.tags?.length !== known.tags?.length;
      if (isChanged) await photos.put(joined);
      if (isChanged && !away.has(no)) merged.changed.push(cardOf(joined));
    }
    await addPreview(no, preview);
    const spaces = await addVectors(no, vectors);
    for (const space of known ? spaces : []) {
      merged.encoded.set(space, [...(merged.encoded.get(space) ?? []), no]);
    }
    await addFrames(no, more);
    const hasMore = (await addWords(no, words)) || isChanged || spaces.length > 0;
    if (!known) merged.fresh++;
    else if (hasMore) merged.joined++;
  }
  await keepAway(settings, hidden);
  await tx.done;
  return merged;
}
