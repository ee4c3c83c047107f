/** The photos of a transaction that changes them: each change drops the pack of cards that it makes stale. */

import type { Photo, PhotoNo } from '#core/photo';
import { keysUnder } from './ranges';
import type { Writable } from './stores';

/** Photos of a pack, by their numbers. */
export const PACK = 1024;

export function packOf(no: PhotoNo): number {
  return Math.floor(no / PACK);
}

/** Nothing else writes photos. */
export interface PhotoTable extends Pick<Writable<'photos'>, 'get' | 'index'> {
  add(photo: Photo): Promise<PhotoNo>;
  put(photo: Photo): Promise<PhotoNo>;
  delete(no: PhotoNo): Promise<void>;
}

/** @param store returns a store of the transaction */
export function photoTable(
  store: <Name extends 'photos' | 'cardPacks'>(name: Name) => Writable<Name>,
): PhotoTable {
  const [photos, packs] = [store('photos'), store('cardPacks')];
  const dropped = new Set<number>();
  const changed = async (no: PhotoNo) => {
    const pack = packOf(no);
    if (dropped.has(pack)) return no;
    dropped.add(pack);
    await packs.delete(keysUnder(pack));
    return no;
  };
  return {
    get: (no) => photos.get(no),
    index: (name) => photos.index(name),
    add: async (photo) => changed(await photos.add(photo)),
    put: async (photo) => changed(await photos.put(photo)),
    async delete(no) {
      await photos.delete(no);
      await changed(no);
    },
  };
}
