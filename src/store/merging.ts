/** Merges the photos of a backup with those that are here. */

import type { WhyAway } from '#core/away';
import type { Photo, PhotoCard, PhotoNo } from '#core/photo';
import type { SpaceId } from '#core/space';
import { awayPhotos, cardOf, keepAway } from './away';
import type { KeptPhoto } from './backup';
import { database } from './database';
import { Joining } from './joining';
import { carried, PHOTO_STORES, photoStoresOf } from './photo-rows';

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
  // The file can be read again, if the power is cut before this is on the disk.
  const tx = (await database()).transaction(PHOTO_STORES, 'readwrite', { durability: 'relaxed' });
  const stores = photoStoresOf((name) => tx.objectStore(name));
  const { photos, thumbnails, settings } = stores;
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
  const [found, wish] = await Promise.all([
    Promise.all(kept.map(({ photo }) => photos.index('id').get(photo.id))),
    settings.get('readsWords'),
  ]);
  // Of photos that are in the file twice too.
  const here = new Map(found.flatMap((photo) => (photo ? [[photo.id, photo]] : [])));
  const joining = new Joining(stores, wish !== undefined);
  try {
    for (const one of kept) await merge(one);
    await joining.written();
    await keepAway(settings, hidden);
    await tx.done;
  } catch (error) {
    // What came after it failed because of it.
    throw joining.failure ?? error;
  }
  return { ...merged, unwanted: joining.unwanted };

  async function merge(one: KeptPhoto): Promise<void> {
    const known = here.get(one.photo.id);
    return known ? join(one, known) : add(one);
  }

  async function add(one: KeptPhoto): Promise<void> {
    const { photo, thumbnail, words, away: why } = one;
    const no = await photos.add(photo as Photo);
    here.set(photo.id, { ...photo, no });
    joining.write(thumbnails.put(thumbnail, no));
    if (why) hidden.set(no, why === 'leftOut' ? why : 'awaited');
    else merged.added.push(cardOf({ ...photo, no }));
    await joining.addRows(no, one, true);
    if (words && (await joining.addWords(no, words, true)) && words.length > 0) merged.read.push(no);
    merged.fresh++;
  }

  async function join(one: KeptPhoto, known: Photo): Promise<void> {
    const { photo, words } = one;
    const { no } = known;
    const joined = carried(photo, known);
    const isChanged = joined.favourite !== known.favourite || joined.tags?.length !== known.tags?.length;
    if (isChanged) joining.write(photos.put(joined));
    if (isChanged && !away.has(no)) merged.changed.push(cardOf(joined));
    here.set(photo.id, joined);
    const spaces = await joining.addRows(no, one, false);
    for (const space of spaces) merged.encoded.set(space, [...(merged.encoded.get(space) ?? []), no]);
    const isRead = words !== null && (await joining.addWords(no, words, false));
    if (isRead && words.length > 0) merged.read.push(no);
    if (isRead || isChanged || spaces.length > 0) merged.joined++;
  }
}
