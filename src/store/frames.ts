/** Further pictures of videos: rows of vectors that are no photos. */

import type { Frame, PhotoNo } from '#core/photo';
import { countPhotos } from './card-packs';
import { database } from './database';

export async function allFrames(): Promise<Frame[]> {
  return (await database()).getAll('frames');
}

export async function allFrameNos(): Promise<PhotoNo[]> {
  return (await database()).getAllKeys('frames');
}

/** Returns the further pictures of some videos. */
export async function framesOf(photos: readonly PhotoNo[]): Promise<Frame[]> {
  if (photos.length === 0) return [];
  const { store } = (await database()).transaction('frames');
  return (await Promise.all(photos.map((photo) => store.index('photo').getAll(photo)))).flat();
}

/** Counts what has an embedding in a complete space: photos, and further pictures of videos. */
export async function countRows(): Promise<number> {
  const tx = (await database()).transaction(['photos', 'cardPacks', 'frames']);
  const [photos, frames] = await Promise.all([
    countPhotos({ photos: tx.objectStore('photos'), packs: tx.objectStore('cardPacks') }),
    tx.objectStore('frames').count(),
  ]);
  return photos + frames;
}

/** Returns the numbers of both, photos first: a photo without its further pictures can be found already. */
export async function allRowNos(): Promise<PhotoNo[]> {
  const tx = (await database()).transaction(['photos', 'frames']);
  const [photos, frames] = await Promise.all([
    tx.objectStore('photos').getAllKeys(),
    tx.objectStore('frames').getAllKeys(),
  ]);
  return [...photos, ...frames];
}
