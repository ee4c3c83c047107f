/**
 * Tiles: square parts of large photos, with embeddings of their own. They are kept in 8 bits alone, because there are
 * nine and more of each photo.
 */

import type { PhotoNo } from '#core/photo';
import type { SpaceId } from '#core/space';
import { awayPhotos } from './away';
import { database } from './database';
import { keysUnder } from './ranges';
import type { TileRow } from './schema';

/** Photos that are read at a time: 4 MB at 512 dimensions. */
const BATCH = 1000;

/**
 * Stores the tiles of a photo, unless the user wants no tiles, or the photo has no embedding in their space: it was
 * removed meanwhile, or the space was.
 * @returns whether they are stored
 */
export async function keepTiles(row: TileRow): Promise<boolean> {
  const tx = (await database()).transaction(['embeddings', 'tiles', 'librarySettings'], 'readwrite', {
    durability: 'relaxed',
  });
  const isHere = (await tx.objectStore('embeddings').getKey([row.space, row.photo])) !== undefined;
  const isWanted = (await tx.objectStore('librarySettings').get('makesTiles')) !== undefined;
  if (isHere && isWanted) await tx.objectStore('tiles').put(row);
  await tx.done;
  return isHere && isWanted;
}

/** Returns the photos in view without a row in a space, oldest number first, and how many are in view. */
export async function untiledPhotos(space: SpaceId): Promise<{ unread: PhotoNo[]; total: number }> {
  const tx = (await database()).transaction(['photos', 'tiles']);
  const [photos, rows, away] = await Promise.all([
    tx.objectStore('photos').getAllKeys(),
    tx.objectStore('tiles').getAllKeys(keysUnder(space)),
    awayPhotos(),
  ]);
  const done = new Set(rows.map(([, photo]) => photo));
  const shown = photos.filter((no) => !away.has(no));
  return { unread: shown.filter((no) => !done.has(no)), total: shown.length };
}

/** Counts the photos of a space that have a row. */
export async function countTiled(space: SpaceId): Promise<number> {
  return (await database()).count('tiles', keysUnder(space));
}

/** Yields the rows of a space in batches, without those that have no tiles. */
export async function* allTiles(space: SpaceId): AsyncGenerator<TileRow[]> {
  const db = await database();
  for (let after: PhotoNo = 0; ; ) {
    const rows = await db.getAll('tiles', keysUnder(space, after, true), BATCH);
    const last = rows.at(-1);
    if (!last) return;
    yield rows.filter(({ scales }) => scales.length > 0);
    after = last.photo;
  }
}

/** Returns the rows of these photos, in that order; undefined for a photo without one. */
export async function tilesOf(space: SpaceId, photos: readonly PhotoNo[]): Promise<(TileRow | undefined)[]> {
  const { store } = (await database()).transaction('tiles');
  return Promise.all(photos.map((photo) => store.get([space, photo])));
}

/** Deletes all tiles, of every space, and that anybody wanted them. */
export async function forgetTiles(): Promise<void> {
  const tx = (await database()).transaction(['tiles', 'librarySettings'], 'readwrite');
  await tx.objectStore('tiles').clear();
  await tx.objectStore('librarySettings').delete('makesTiles');
  await tx.done;
}
