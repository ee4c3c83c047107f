/**
 * Embeddings at rest, twice. In full they are rows of their own, read a few at a time. In 8 bits,
 * for the scan, new ones come as rows in the same transaction; every so often these are packed into a
 * shard, because many rows in one record load ten times faster.
 */

import type { IDBPObjectStore, StoreNames } from 'idb';
import { Problem } from '#core/errors';
import type { PhotoNo } from '#core/photo';
import { type CodedRows, layRows, pickRows, quantise } from '#core/quantise';
import type { SpaceId } from '#core/space';
import { isEmbedding } from '#core/vector';
import { database } from './database';
import { keysUnder } from './ranges';
import type { MitsukeSchema, VectorRow } from './schema';

/** Rows that are packed at a time: see BENCHMARKS.md, "The store", for how that was chosen. */
const SHARD_ROWS = 1024;

/** Shards that are read at a time: at 512 dimensions, 8 MB. */
const SHARDS_AT_A_TIME = 16;

/** Where embeddings lie; each under keys that begin with the space. */
export const VECTOR_STORES = ['embeddings', 'fresh', 'shards'] as const;

type VectorStore = (typeof VECTOR_STORES)[number];

type Writable<Name extends VectorStore> = IDBPObjectStore<
  MitsukeSchema,
  ArrayLike<StoreNames<MitsukeSchema>>,
  Name,
  'readwrite'
>;

/** How many photos have an embedding in a space. */
export async function countVectors(space: SpaceId): Promise<number> {
  return (await database()).count('embeddings', keysUnder(space));
}

/**
 * All embeddings of a space in 8 bits, part by part. What is packed meanwhile may come twice, and
 * nothing is left out that was there at the beginning.
 */
export async function* codesOf(space: SpaceId): AsyncGenerator<CodedRows> {
  const db = await database();
  // Before the shards: rows go from here to there.
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

/** The embeddings of the given photos in full, in that order; undefined for a photo that has none. */
export async function vectorsOf(
  space: SpaceId,
  photos: ArrayLike<PhotoNo>,
): Promise<(Float32Array<ArrayBuffer> | undefined)[]> {
  const tx = (await database()).transaction('embeddings');
  const rows = await Promise.all(Array.from(photos, (photo) => tx.store.get([space, photo])));
  return rows.map((row) => row?.vector);
}

/**
 * All embeddings of a space in full, in the order of their photos' numbers.
 * @param rows how many are read at a time
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

/** Packs full shards out of the fresh rows of a space, each in one transaction. */
export async function packShards(space: SpaceId, size = SHARD_ROWS): Promise<void> {
  const db = await database();
  while ((await db.count('fresh', keysUnder(space))) >= size) {
    const tx = db.transaction(['fresh', 'shards'], 'readwrite', { durability: 'relaxed' });
    const rows = await tx.objectStore('fresh').getAll(keysUnder(space), size);
    const last = (await tx.objectStore('shards').getAllKeys(keysUnder(space))).at(-1);
    await tx.objectStore('shards').add({ space, shard: last ? last[1] + 1 : 0, ...layRows(rows) });
    for (const { photo } of rows) await tx.objectStore('fresh').delete([space, photo]);
    await tx.done;
  }
}

/** The photos that have an embedding in a space. */
export async function photosIn(space: SpaceId): Promise<Set<PhotoNo>> {
  const keys = await (await database()).getAllKeys('embeddings', keysUnder(space));
  return new Set(keys.map(([, photo]) => photo));
}

/**
 * Embeddings of photos that are in the library already, for a space that it is changing to.
 * @throws Problem `encoder-failed` if a vector is no embedding of the space; nothing is written then
 */
export async function addVectors(rows: readonly VectorRow[], dimension: number): Promise<void> {
  for (const { vector, photo, space } of rows) {
    if (!isEmbedding(vector, dimension)) {
      throw new Problem('encoder-failed', `The vector of photo ${photo} is no embedding of ${space}.`);
    }
  }
  const tx = (await database()).transaction(['photos', 'embeddings', 'fresh'], 'readwrite', {
    durability: 'relaxed',
  });
  for (const row of rows) {
    // Removed from the library meanwhile.
    if ((await tx.objectStore('photos').getKey(row.photo)) === undefined) continue;
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

/** Takes embeddings out of every space, inside the transaction that takes their photos out. */
export async function removeVectors(
  embeddings: Writable<'embeddings'>,
  fresh: Writable<'fresh'>,
  shards: Writable<'shards'>,
  photos: ReadonlySet<PhotoNo>,
): Promise<void> {
  for (const space of await spacesIn(embeddings)) {
    for (const photo of photos) {
      await embeddings.delete([space, photo]);
      await fresh.delete([space, photo]);
    }
  }
  for (let cursor = await shards.openCursor(); cursor; cursor = await cursor.continue()) {
    const shard = cursor.value;
    const stay = [...shard.photos.keys()].filter((row) => !photos.has(shard.photos[row] as number));
    if (stay.length === shard.photos.length) continue;
    if (stay.length === 0) await cursor.delete();
    else await cursor.update({ ...shard, ...pickRows(shard, stay) });
  }
}

/** The spaces that a store has anything of: from the first key of each to the first of the next. */
export async function spacesIn(store: {
  getAllKeys(range: IDBKeyRange | undefined, count: number): Promise<[SpaceId, number][]>;
}): Promise<SpaceId[]> {
  const spaces: SpaceId[] = [];
  for (let range: IDBKeyRange | undefined; ; ) {
    const [first] = await store.getAllKeys(range, 1);
    if (!first) return spaces;
    spaces.push(first[0]);
    range = IDBKeyRange.lowerBound(keysUnder(first[0]).upper);
  }
}
