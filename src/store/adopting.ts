/** Takes photos of a folder's index into the library, each with those of its files that are there. */

import type { Origin, Photo, PhotoCard, PhotoNo, SourceId } from '#core/photo';
import { cardOf, settle } from './away';
import type { KeptFile, KeptPhoto } from './backup';
import { database } from './database';
import { Joining } from './joining';
import { forgetMissing, PHOTO_STORES, photoStoresOf } from './photo-rows';

/** A photo with its files that are there, at least one. */
export interface FoundPhoto {
  kept: KeptPhoto;
  files: readonly (KeptFile & Pick<Origin, 'leftOut'>)[];
}

export interface Adopted {
  /** Photos that are new in the views, among them known ones whose file was missing. */
  added: PhotoCard[];
  /** Photos that have left the views. */
  left: PhotoNo[];
  /** Known photos with another name, or another clip or none. */
  changed: PhotoCard[];
  /** New photos with words. */
  read: PhotoNo[];
  /** Photos that have got a file. */
  photos: number;
}

/**
 * Takes photos in, in one transaction. A known photo (by hash) gets the file and nothing else: whoever wrote the index
 * changes nothing of what is here. A file that the library knows at its path, or that waits there, is left alone.
 * @returns null if the source was removed meanwhile
 * @throws DOMException `QuotaExceededError`; then nothing is written
 */
export async function adoptPhotos(source: SourceId, found: readonly FoundPhoto[]): Promise<Adopted | null> {
  // The index can be read again, if the power is cut before this is on the disk.
  const tx = (await database()).transaction([...PHOTO_STORES, 'sources', 'queue'] as const, 'readwrite', {
    durability: 'relaxed',
  });
  const stores = photoStoresOf((name) => tx.objectStore(name));
  const { photos, origins, thumbnails, settings } = stores;
  const byPath = tx.objectStore('queue').index('path');
  const [isHere, wish] = await Promise.all([
    tx.objectStore('sources').getKey(source),
    settings.get('readsWords'),
  ]);
  if (isHere === undefined) return null;
  const joining = new Joining(stores, wish !== undefined);
  const added = new Map<PhotoNo, PhotoCard>();
  const read: PhotoNo[] = [];
  const touched = new Set<PhotoNo>();
  const isFree = async (path: string) =>
    (await origins.getKey([source, path])) === undefined &&
    (await byPath.getKey([source, path])) === undefined;
  try {
    for (const one of found) await adopt(one);
    await joining.written();
    const { back, left, changed } = await settle(stores, touched);
    await tx.done;
    for (const no of left) added.delete(no);
    const all = [...added.values(), ...back];
    return { added: all, left, changed, read, photos: new Set([...added.keys(), ...touched]).size };
  } catch (error) {
    // What came after it failed because of it.
    throw joining.failure ?? error;
  }

  async function adopt({ kept, files }: FoundPhoto): Promise<void> {
    const free: Omit<Origin, 'photo'>[] = [];
    for (const { clip, ...file } of files) {
      if (!(await isFree(file.path))) continue;
      // A clip that has become a photo of its own is settled by the walk.
      const isBeside = clip && (await isFree(clip.path));
      free.push({ ...file, source, ...(isBeside && { clip }) });
    }
    if (free.length === 0) return;
    const known = await photos.index('id').get(kept.photo.id);
    // Its bytes are not those of the photo.
    if (known && known.bytes !== kept.photo.bytes) return;
    const no = known?.no ?? (await add(kept, free));
    if (known) await forgetMissing(origins, no);
    if (!added.has(no)) touched.add(no);
    for (const file of free) joining.write(origins.put({ ...file, photo: no }));
  }

  async function add(kept: KeptPhoto, files: readonly Omit<Origin, 'photo'>[]): Promise<PhotoNo> {
    const names = files.map(({ path }) => path.slice(path.lastIndexOf('/') + 1));
    const shown = files.filter(({ leftOut }) => !leftOut);
    const isLive = shown.some(({ clip }) => clip);
    const photo: Omit<Photo, 'no'> = {
      ...kept.photo,
      name: names.find((name) => name === kept.photo.name) ?? (names[0] as string),
      ...(isLive && { live: true }),
    };
    const no = await photos.add(photo as Photo);
    joining.write(thumbnails.put(kept.thumbnail, no));
    await joining.addRows(no, kept, true);
    const { words } = kept;
    if (words && (await joining.addWords(no, words, true)) && words.length > 0) read.push(no);
    if (shown.length > 0) added.set(no, cardOf({ ...photo, no }));
    return no;
  }
}
