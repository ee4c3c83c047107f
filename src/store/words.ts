/** Words that were read in photos: one row a photo, without lines if it has no words. */

import type { PhotoNo } from '#core/photo';
import type { WordLine } from '#core/words';
import { awayPhotos } from './away';
import { database } from './database';

/** Rows read at once: the words of receipts take a kilobyte each. */
const BATCH = 1000;

export interface PhotoWords {
  photo: PhotoNo;
  lines: readonly WordLine[];
}

/** @returns undefined if the photo was not read yet */
export async function wordsOf(photo: PhotoNo): Promise<readonly WordLine[] | undefined> {
  return (await database()).get('words', photo);
}

/** Stores what was read in a photo, unless the photo was removed meanwhile, or the user wants no words to be read. */
export async function keepWords({ photo, lines }: PhotoWords): Promise<void> {
  const tx = (await database()).transaction(['photos', 'words', 'librarySettings'], 'readwrite', {
    durability: 'relaxed',
  });
  const isHere = (await tx.objectStore('photos').getKey(photo)) !== undefined;
  const isWanted = (await tx.objectStore('librarySettings').get('readsWords')) !== undefined;
  if (isHere && isWanted) await tx.objectStore('words').put(lines, photo);
  await tx.done;
}

/** Returns the photos in view that were not read yet, oldest number first, and how many are in view. */
export async function unreadPhotos(): Promise<{ unread: PhotoNo[]; total: number }> {
  const tx = (await database()).transaction(['photos', 'words']);
  const [photos, read, away] = await Promise.all([
    tx.objectStore('photos').getAllKeys(),
    tx.objectStore('words').getAllKeys(),
    awayPhotos(),
  ]);
  const done = new Set(read);
  const shown = photos.filter((no) => !away.has(no));
  return { unread: shown.filter((no) => !done.has(no)), total: shown.length };
}

/** Yields the rows of all photos that have words, in batches. */
export async function* allWords(): AsyncGenerator<PhotoWords[]> {
  const db = await database();
  let after = 0;
  for (;;) {
    const range = IDBKeyRange.lowerBound(after, true);
    const tx = db.transaction('words');
    const [keys, rows] = await Promise.all([
      tx.store.getAllKeys(range, BATCH),
      tx.store.getAll(range, BATCH),
    ]);
    if (keys.length === 0) return;
    after = keys.at(-1) as PhotoNo;
    yield keys.flatMap((photo, i) => (rows[i]?.length ? { photo, lines: rows[i] } : []));
  }
}

/** Returns the words of these photos, without those that were not read or have none. */
export async function wordsOfEach(photos: readonly PhotoNo[]): Promise<PhotoWords[]> {
  const { store } = (await database()).transaction('words');
  const rows = await Promise.all(photos.map((no) => store.get(no)));
  return photos.flatMap((photo, i) => (rows[i]?.length ? { photo, lines: rows[i] } : []));
}

/** Forgets everything that was read. */
export async function forgetWords(): Promise<void> {
  await (await database()).clear('words');
}
