/** Writes the library as one file: a stream that reads a photo when the file takes its bytes. */

import type { LeaveOut, PhotoNo } from '#core/photo';
import { type KeptPhoto, keptPhoto, keptSpaces } from '#store/backup';
import { allPhotoNos } from '#store/photos';
import { setting } from '#store/settings';
import { fileStart, frameOf } from './format';
import { recordOf } from './photo-record';

/** What is written, apart from where it comes from. */
export interface Contents {
  leaveOut: LeaveOut;
  total: number;
  photos: AsyncIterable<KeptPhoto>;
}

/** Yields the bytes of a backup, a record at a time. */
export async function* backupOf({
  leaveOut,
  total,
  photos,
}: Contents): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  yield fileStart();
  yield await frameOf({ type: 'library', photos: total, leaveOut });
  let count = 0;
  for await (const kept of photos) {
    yield await recordOf(kept);
    count++;
  }
  yield await frameOf({ type: 'end', photos: count });
}

/** @param onPhoto called before each photo; may throw, and then nothing more is read */
export async function contentsHere(
  previews: boolean,
  onPhoto: (done: number, total: number) => void,
): Promise<Contents> {
  const nos = await allPhotoNos();
  const spaces = await keptSpaces();
  const each = async function* (all: readonly PhotoNo[]) {
    for (const [i, no] of all.entries()) {
      onPhoto(i, all.length);
      const kept = await keptPhoto(no, spaces, previews);
      // Removed meanwhile.
      if (kept) yield kept;
    }
  };
  return { leaveOut: (await setting('leaveOut')) ?? {}, total: nos.length, photos: each(nos) };
}
