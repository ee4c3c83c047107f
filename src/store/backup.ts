/** Photos as a backup has them, read whole. They are merged with those that are here by `merging.ts`. */

import type { Away } from '#core/away';
import type { Origin, Photo, PhotoNo } from '#core/photo';
import type { SpaceId } from '#core/space';
import type { WordLine } from '#core/words';
import { awayPhotos } from './away';
import { type OldBlob, type StoredBytes, toStored } from './bytes';
import { database } from './database';
import { spacesIn } from './vectors';

export interface KeptVector {
  space: SpaceId;
  build: string;
  vector: Float32Array<ArrayBuffer>;
}

/** A file of a photo, as the index of its folder has it. */
export type KeptFile = Pick<Origin, 'path' | 'bytes' | 'modified' | 'clip' | 'apart'>;

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
  /** Only in the index of a folder: its files there. */
  files?: readonly KeptFile[];
}

/** Whose previews are read: of videos, which are not decoded twice, also where the others would be too much. */
export type WithPreviews = 'all' | 'videos' | 'none';

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

/**
 * Reads photos in one transaction, all requests at once: one transaction a photo took three times as long.
 * @param files by photo: they become those of the photos
 * @returns them in the order given, without those that were removed, or have no thumbnail
 */
export async function keptPhotos(
  nos: readonly PhotoNo[],
  { spaces, away }: Common,
  withPreviews: WithPreviews,
  files?: ReadonlyMap<PhotoNo, readonly KeptFile[]>,
): Promise<KeptPhoto[]> {
  const db = await database();
  const tx = db.transaction(['photos', 'thumbnails', 'previews', 'frames', 'embeddings', 'words']);
  const vectorsOf = async (of: PhotoNo) => {
    const rows = await Promise.all(spaces.map((space) => tx.objectStore('embeddings').get([space, of])));
    return rows.flatMap((row) => row ?? []).map(({ space, build, vector }) => ({ space, build, vector }));
  };
  const previewOf = (no: PhotoNo, ofVideo: boolean) =>
    withPreviews === 'all' || (ofVideo && withPreviews === 'videos')
      ? tx.objectStore('previews').get(no)
      : undefined;
  const read = async (no: PhotoNo) => {
    const [photo, thumbnail, own, words, vectors, frames] = await Promise.all([
      tx.objectStore('photos').get(no),
      tx.objectStore('thumbnails').get(no),
      previewOf(no, false),
      tx.objectStore('words').get(no),
      vectorsOf(no),
      tx.objectStore('frames').index('photo').getAll(no),
    ]);
    const preview = own ?? (photo?.video && (await previewOf(no, true)));
    const further = frames.map(async (frame) => ({
      seconds: frame.seconds,
      preview: await previewOf(frame.no, true),
      vectors: await vectorsOf(frame.no),
    }));
    return (
      photo && thumbnail && { photo, thumbnail, preview, words, vectors, frames: await Promise.all(further) }
    );
  };
  const rows = await Promise.all(nos.map(read));
  await tx.done;
  // Blobs of an old library are read only now: no transaction waits for that.
  const bytes = async (stored: StoredBytes | OldBlob) => (stored instanceof Blob ? toStored(stored) : stored);
  const optional = async (stored: StoredBytes | OldBlob | undefined) => (stored ? bytes(stored) : null);
  return Promise.all(
    rows
      .flatMap((row) => row ?? [])
      .map(async ({ photo, thumbnail, preview, vectors, frames, words }) => {
        const { no, live: _, ...own } = photo;
        const why = away.why(no);
        return {
          photo: own,
          thumbnail: await bytes(thumbnail),
          preview: await optional(preview),
          vectors,
          frames: await Promise.all(
            frames.map(async (frame) => ({ ...frame, preview: await optional(frame.preview) })),
          ),
          words: words ?? null,
          away: why === 'awaited' ? 'missing' : why,
          ...(files && { files: files.get(no) ?? [] }),
        };
      }),
  );
}
