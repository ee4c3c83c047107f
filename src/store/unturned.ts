/**
 * Photos that lie on their side: no browser follows the orientation of a WebP, and not every one that of a PNG. Builds
 * that did not turn them themselves have left no mark, so each WebP and PNG of theirs is read once more, when a file of
 * it is at hand.
 */

import type { PhotoNo } from '#core/photo';
import { database } from './database';
import { setting } from './settings';
import type { Writable } from './stores';

/** Media types that a browser may show as they are stored. */
const STORED_SIDEWAYS = ['image/webp', 'image/png'];

/** Returns the photos that are to be read once more. */
export async function unturnedPhotos(): Promise<ReadonlySet<PhotoNo>> {
  return new Set(await setting('unturned'));
}

/**
 * Lists them, if an earlier build has made the library; called before anything is indexed.
 * @returns whether it was not listed yet: this build is the library's first that lists them
 */
export async function listUnturned(): Promise<boolean> {
  if ((await setting('unturned')) !== undefined) return false;
  const tx = (await database()).transaction(['photos', 'librarySettings'], 'readwrite');
  const photos = await tx.objectStore('photos').getAll();
  const unturned = photos.filter(({ type, turned }) => STORED_SIDEWAYS.includes(type) && !turned);
  const nos = unturned.map(({ no }) => no);
  await tx.objectStore('librarySettings').put(nos, 'unturned');
  await tx.done;
  return true;
}

/** Takes photos off the list whose files were read, inside the transaction that commits that. */
export async function noteRead(
  settings: Writable<'librarySettings'>,
  nos: ReadonlySet<PhotoNo>,
): Promise<void> {
  // The store holds values of several types; this name has this one.
  const listed = ((await settings.get('unturned')) ?? []) as PhotoNo[];
  const left = listed.filter((no) => !nos.has(no));
  if (left.length < listed.length) await settings.put(left, 'unturned');
}
