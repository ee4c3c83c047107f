/** Writes the library as one file: a stream that reads a photo when the file takes its bytes. */

import type { PhotoNo } from '#core/photo';
import { commonOfPhotos, type KeptPhoto, keptPhotos, type WithPreviews } from '#store/backup';
import { type KeptSearch, keptSearches } from '#store/kept-searches';
import { allPhotoNos } from '#store/photos';
import { fileStart, frameOf } from './format';
import { recordOf } from './photo-record';
import { searchRecordOf } from './search-record';
import { type KeptSettings, settingsHere } from './settings-record';

/** Photos that are in memory at once: 5 MB with previews. */
export const BATCH = 50;

/** What is written, apart from where it comes from. */
export interface Contents {
  /** Null in the index of a folder. */
  settings: KeptSettings | null;
  searches: readonly KeptSearch[];
  total: number;
  photos: AsyncIterable<KeptPhoto>;
}

/** Yields the bytes of a backup, a record at a time: what the user made and is small comes first, so half a file has it. */
export async function* backupOf({
  settings,
  searches,
  total,
  photos,
}: Contents): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  yield fileStart();
  yield await frameOf({ type: 'library', photos: total, ...settings });
  for (const search of searches) yield await searchRecordOf(search);
  let count = 0;
  for await (const kept of photos) {
    yield await recordOf(kept);
    count++;
  }
  yield await frameOf({ type: 'end', photos: count });
}

/**
 * @param page preferences of the page
 * @param onBatch called before each batch and at the end; may throw, and then nothing more is read
 */
export async function contentsHere(
  previews: WithPreviews,
  page: KeptSettings['page'],
  onBatch: (done: number, total: number) => void,
): Promise<Contents> {
  const nos = await allPhotoNos();
  const common = await commonOfPhotos();
  const each = async function* (all: readonly PhotoNo[]) {
    for (let from = 0; from < all.length; from += BATCH) {
      onBatch(from, all.length);
      yield* await keptPhotos(all.slice(from, from + BATCH), common, previews);
    }
    onBatch(all.length, all.length);
  };
  const [settings, searches] = [await settingsHere(page), await keptSearches()];
  return { settings, searches, total: nos.length, photos: each(nos) };
}
