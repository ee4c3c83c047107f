/**
 * The cards of all photos in view. Those of 1,024 numbers lie packed in one record, which is read far faster than as
 * many photos. A change of a photo drops its pack (`photo-table.ts`); what has none is read from the photos.
 */

import { packCards, unpackCards } from '#core/packed-cards';
import type { PhotoCard } from '#core/photo';
import { awayPhotos, cardOf } from './away';
import { database } from './database';
import { PACK, packOf } from './photo-table';

/** Returns the cards of all photos in view, in no order. */
export async function allCards(): Promise<PhotoCard[]> {
  const away = await awayPhotos();
  const tx = (await database()).transaction(['photos', 'cardPacks']);
  const packs = await tx.objectStore('cardPacks').getAll();
  const photos = tx.objectStore('photos');
  const unpacked = await Promise.all(
    gapsBetween(packs.map(({ pack }) => pack)).map((gap) => photos.getAll(gap)),
  );
  const cards = [...packs.map(unpackCards), ...unpacked.map((part) => part.map(cardOf))].flat();
  return away.size > 0 ? cards.filter(({ no }) => !away.has(no)) : cards;
}

/** Counts all photos, in view or not: those of packs by their keys, because counting 100,000 takes 70 ms. */
export async function countPhotos(stores: {
  photos: { count(numbers: IDBKeyRange): Promise<number> };
  packs: { getAllKeys(): Promise<[pack: number, size: number][]> };
}): Promise<number> {
  const packs = await stores.packs.getAllKeys();
  const gaps = gapsBetween(packs.map(([pack]) => pack)).map((gap) => stores.photos.count(gap));
  const sizes = [...packs.map(([, size]) => size), ...(await Promise.all(gaps))];
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Packs what is not packed. A pack is read and written in one transaction, so that it is never stale. */
export async function packAllCards(): Promise<void> {
  const db = await database();
  const now = db.transaction(['photos', 'cardPacks']);
  const [last, packs] = await Promise.all([
    now.objectStore('photos').openKeyCursor(null, 'prev'),
    now.objectStore('cardPacks').getAllKeys(),
  ]);
  const here = new Set(packs.map(([pack]) => pack));
  for (let pack = 0; last && pack <= packOf(last.key); pack++) {
    if (here.has(pack)) continue;
    const tx = db.transaction(['photos', 'cardPacks'], 'readwrite', { durability: 'relaxed' });
    const photos = await tx.objectStore('photos').getAll(numbersFrom(pack, pack + 1));
    await tx.objectStore('cardPacks').put({ pack, size: photos.length, ...packCards(photos.map(cardOf)) });
    await tx.done;
  }
}

/** Returns the ranges of numbers that no pack covers. @param packs ascending */
function gapsBetween(packs: readonly number[]): IDBKeyRange[] {
  const ends = [-1, ...packs];
  const gaps = packs.flatMap((pack, i) => {
    const from = (ends[i] as number) + 1;
    return from < pack ? numbersFrom(from, pack) : [];
  });
  return [...gaps, numbersFrom((ends.at(-1) as number) + 1)];
}

/** Covers the numbers of the packs [from, to). */
function numbersFrom(from: number, to?: number): IDBKeyRange {
  return to === undefined
    ? IDBKeyRange.lowerBound(from * PACK)
    : IDBKeyRange.bound(from * PACK, to * PACK, false, true);
}
