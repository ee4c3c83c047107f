/**
 * Stored embeddings, in two forms. In full precision each is a row, read a few at a time. Quantised to 8 bits
 * for the scan, each is first written as a row in the same transaction; once there are enough, rows are
 * packed into a shard, because many rows in one record load ten times faster.
 */

import { Problem } from '#core/errors';
import type { PhotoNo } from '#core/photo';
import { type CodedRows, layRows, pickRows, quantise } from '#core/quantise';
import type { SpaceId } from '#core/space';
import { isEmbedding } from '#core/vector';
import { database } from './database';
import { keysUnder } from './ranges';
import type { VectorRow } from './schema';
import type { Writable } from './stores';

/** Rows in a shard; chosen by the measurements in BENCHMARKS.md, "The store". */
const SHARD_ROWS = 1024;

/** Shards that are read at a time: 8 MB at 512 dimensions. */
const SHARDS_AT_A_TIME = 16;

/** Stores that hold embeddings, under keys that begin with the space. */
export const VECTOR_STORES = ['embeddings', 'fresh', 'shards', 'tiles'] as const;

/**
 * Counts the embeddings of a space, those of further pictures of videos too: from the keys of their second form, because
 * counting 100,000 of the first takes 200 ms.
 */
export async function countVectors(space: SpaceId): Promise<number> {
  const tx = (await database()).transaction(['fresh', 'shards']);
  const [fresh, shards] = await Promise.all([
    tx.objectStore('fresh').count(keysUnder(space)),
    tx.objectStore('shards').getAllKeys(keysUnder(space)),
  ]);
  return shards.reduce((sum, [, , size]) => sum + size, fresh);
}

/**
 * Yields all 8-bit embeddings of a space in chunks. Every row that existed at the start is included; a row
 * that is packed during the iteration may come twice.
 */
export async function* codesOf(space: SpaceId): AsyncGenerator<CodedRows> {
  const db = await database();
  // Read before the shards, because packing moves rows from here to a shard.
  const fresh = await db.getAll('fresh', keysUnder(space));
  if (fresh.length > 0) yield layRows(fresh);
  for (let from = 0; ; ) {
    const range = keysUnder(space, from);
    const shards = await db.getAll('shards', range, SHARDS_AT_A_TIME);
    yield* shards;
    const last = shards.at(-1);
    if (!last) return;
    from = last.shard + 1;
  }
}

/** Returns the full embeddings of the given photos, in that order; undefined for a photo without one. */
export async function vectorsOf(
  space: SpaceId,
  photos: ArrayLike<PhotoNo>,
): Promise<(Float32Array<ArrayBuffer> | undefined)[]> {
  const tx = (await database()).transaction('embeddings');
  const rows = await Promise.all(Array.from(photos, (photo) => tx.store.get([space, photo])));
  return rows.map((row) => row?.vector);
}

/**
 * Yields all full embeddings of a space, ordered by photo number.
 * @param rows number of rows read at a time
 */
export async function* embeddingsOf(space: SpaceId, rows = 1024): AsyncGenerator<VectorRow[]> {
  const db = await database();
  for (let after: PhotoNo = 0; ; ) {
    const range = keysUnder(space, after, true);
    const part = await db.getAll('embeddings', range, rows);
    const last = part.at(-1);
    if (!last) return;
    yield part;
    after = last.photo;
  }
}

/** Packs the fresh rows of a space into full shards, each in one transaction. */
export async function packShards(space: SpaceId, size = SHARD_ROWS): Promise<void> {
  const db = await database();
  while ((await db.count('fresh', keysUnder(space))) >= size) {
    const tx = db.transaction(['fresh', 'shards'], 'readwrite', { durability: 'relaxed' });
    const rows = await tx.objectStore('fresh').getAll(keysUnder(space), size);
    const last = (await tx.objectStore('shards').getAllKeys(keysUnder(space))).at(-1);
    await tx
      .objectStore('shards')
      .add({ space, shard: last ? last[1] + 1 : 0, size: rows.length, ...layRows(rows) });
    for (const { photo } of rows) await tx.objectStore('fresh').delete([space, photo]);
    await tx.done;
  }
}

/** Returns the photos, and further pictures of videos, that have an embedding in a space. */
export async function photosIn(space: SpaceId): Promise<Set<PhotoNo>> {
  const keys = await (await database()).getAllKeys('embeddings', keysUnder(space));
  return new Set(keys.map(([, photo]) => photo));
}

/**
 * Adds embeddings of photos that are already in the library, for the space that it is changing to.
 * @throws Problem `encoder-failed` if a vector is not an embedding of the space; then nothing is written
 */
export async function addVectors(rows: readonly VectorRow[], dimension: number): Promise<void> {
  for (const { vector, photo, space } of rows) {
    if (!isEmbedding(vector, dimension)) {
      throw new Problem('encoder-failed', `The vector of photo ${photo} is no embedding of ${space}.`);
    }
  }
  const tx = (await database()).transaction(['photos', 'frames', 'embeddings', 'fresh'], 'readwrite', {
    durability: 'relaxed',
  });
  const isThere = async (no: PhotoNo) =>
    (await tx.objectStore('photos').getKey(no)) ?? (await tx.objectStore('frames').getKey(no));
  for (const row of rows) {
    // Removed from the library in the meantime.
    if ((await isThere(row.photo)) === undefined) continue;
    await putVector(tx.objectStore('embeddings'), tx.objectStore('fresh'), row);
  }
  await tx.done;
}

/** Stores an embedding in both forms, inside the transaction of its photo. */
export async function putVector(
  embeddings: Writable<'embeddings'>,
  fresh: Writable<'fresh'>,
  row: VectorRow,
): Promise<void> {
  await embeddings.put(row);
  await fresh.put({ space: row.space, photo: row.photo, ...quantise(row.vector) });
}

/** Removes embeddings from every space, inside the transaction that removes their photos. */
export async function removeVectors(
  stores: { [Name in (typeof VECTOR_STORES)[number]]: Writable<Name> },
  photos: ReadonlySet<PhotoNo>,
): Promise<void> {
  const { embeddings, fresh, shards, tiles } = stores;
  for (const space of await spacesIn(embeddings)) {
    for (const photo of photos) {
      await embeddings.delete([space, photo]);
      await fresh.delete([space, photo]);
      await tiles.delete([space, photo]);
    }
  }
  for (let cursor = await shards.openCursor(); cursor; cursor = await cursor.continue()) {
    const shard = cursor.value;
    const stay = [...shard.photos.keys()].filter((row) => !photos.has(shard.photos[row] as number));
    if (stay.length === shard.photos.length) continue;
    await cursor.delete();
    if (stay.length > 0) await shards.put({ ...shard, size: stay.length, ...pickRows(shard, stay) });
  }
}

/** Returns the spaces with rows in a store. Jumps from the first key of each space to the next. */
export async function spacesIn(store: {
  getAllKeys(range: IDBKeyRange | undefined, count: number): Promise<[SpaceId, ...unknown[]][]>;
}): Promise<SpaceId[]> {
  const spaces: SpaceId[] = [];
  for (let range: IDBKeyRange | undefined; ; ) {
    const [first] = await store.getAllKeys(range, 1);
    if (!first) return spaces;
    spaces.push(first[0]);
    range = IDBKeyRange.lowerBound(keysUnder(first[0]).upper);
  }
}
