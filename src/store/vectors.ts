/**
 * Embeddings at rest. New ones come as rows, in the transaction of their photo; every so often
 * the rows are packed into a shard, because a thousand rows in one record load ten times faster.
 */

import type { IDBPObjectStore, StoreNames } from 'idb';
import { Problem } from '#core/errors';
import type { PhotoNo } from '#core/photo';
import type { SpaceId } from '#core/space';
import { isEmbedding } from '#core/vector';
import { database } from './database';
import type { MitsukeSchema, VectorRow } from './schema';

/** Rows that are packed at a time. */
export const SHARD_ROWS = 1024;

/** Embeddings of photos, one row after the other. */
export interface PackedVectors {
  photos: Uint32Array;
  vectors: Float32Array;
}

type Writable<Name extends StoreNames<MitsukeSchema>> = IDBPObjectStore<
  MitsukeSchema,
  ArrayLike<StoreNames<MitsukeSchema>>,
  Name,
  'readwrite'
>;

/** All embeddings of a space: the shards, then the rows not packed yet. */
export async function loadVectors(space: SpaceId): Promise<PackedVectors[]> {
  const tx = (await database()).transaction(['shards', 'fresh']);
  const [shards, rows] = await Promise.all([
    tx.objectStore('shards').getAll(spaceRange(space)),
    tx.objectStore('fresh').getAll(spaceRange(space)),
  ]);
  return [...shards, pack(rows)];
}

/** The embeddings of the given photos, as far as they are not packed yet: what has just arrived. */
export async function freshVectors(space: SpaceId, photos: readonly PhotoNo[]): Promise<VectorRow[]> {
  const tx = (await database()).transaction('fresh');
  const rows = await Promise.all(photos.map((photo) => tx.store.get([space, photo])));
  return rows.filter((row) => row !== undefined);
}

/** Packs full shards out of the fresh rows of a space, each in one transaction. */
export async function packShards(space: SpaceId): Promise<void> {
  const db = await database();
  while ((await db.count('fresh', spaceRange(space))) >= SHARD_ROWS) {
    const tx = db.transaction(['fresh', 'shards'], 'readwrite', { durability: 'relaxed' });
    const rows = await tx.objectStore('fresh').getAll(spaceRange(space), SHARD_ROWS);
    const build = rows[0]?.build;
    // Rows of another build wait for a shard of their own.
    const same = rows.filter((row) => row.build === build);
    if (build === undefined) return;
    const last = (await tx.objectStore('shards').getAllKeys(spaceRange(space))).at(-1);
    await tx.objectStore('shards').add({ space, shard: last ? last[1] + 1 : 0, build, ...pack(same) });
    for (const row of same) await tx.objectStore('fresh').delete([space, row.photo]);
    await tx.done;
  }
}

/** The photos that have an embedding in a space. */
export async function photosIn(space: SpaceId): Promise<Set<PhotoNo>> {
  const tx = (await database()).transaction(['shards', 'fresh']);
  const photos = new Set((await tx.objectStore('fresh').getAllKeys(spaceRange(space))).map(([, no]) => no));
  for (let cursor = await tx.objectStore('shards').openCursor(spaceRange(space)); cursor; ) {
    for (const no of cursor.value.photos) photos.add(no);
    cursor = await cursor.continue();
  }
  return photos;
}

/**
 * Embeddings of photos that are in the library already, for a space that it is changing to.
 * @throws Problem `encoder-failed` where a vector is none of the space: nothing is written
 */
export async function addVectors(rows: readonly VectorRow[], dimension: number): Promise<void> {
  for (const { vector, photo, space } of rows) {
    if (!isEmbedding(vector, dimension)) {
      throw new Problem('encoder-failed', `The vector of photo ${photo} is no embedding of ${space}.`);
    }
  }
  const tx = (await database()).transaction(['photos', 'fresh'], 'readwrite', { durability: 'relaxed' });
  for (const row of rows) {
    // Removed from the library meanwhile.
    if ((await tx.objectStore('photos').getKey(row.photo)) === undefined) continue;
    await tx.objectStore('fresh').put(row);
  }
  await tx.done;
}

/** Takes embeddings out of every space, inside the transaction that takes their photos out. */
export async function removeVectors(
  fresh: Writable<'fresh'>,
  shards: Writable<'shards'>,
  photos: ReadonlySet<PhotoNo>,
): Promise<void> {
  for (const key of await fresh.getAllKeys()) {
    if (photos.has(key[1])) await fresh.delete(key);
  }
  for (let cursor = await shards.openCursor(); cursor; cursor = await cursor.continue()) {
    const shard = cursor.value;
    const stay = [...shard.photos.keys()].filter((row) => !photos.has(shard.photos[row] as number));
    if (stay.length === shard.photos.length) continue;
    if (stay.length === 0) {
      await cursor.delete();
      continue;
    }
    const dimension = shard.vectors.length / shard.photos.length;
    const vectors = new Float32Array(stay.length * dimension);
    stay.forEach((row, i) => {
      vectors.set(shard.vectors.subarray(row * dimension, (row + 1) * dimension), i * dimension);
    });
    const left = Uint32Array.from(stay, (row) => shard.photos[row] as number);
    await cursor.update({ ...shard, photos: left, vectors });
  }
}

function pack(rows: readonly VectorRow[]) {
  const dimension = rows[0]?.vector.length ?? 0;
  const vectors = new Float32Array(rows.length * dimension);
  rows.forEach((row, i) => {
    vectors.set(row.vector, i * dimension);
  });
  return { photos: Uint32Array.from(rows, (row) => row.photo), vectors };
}

/** Every [space, number] key of a space. */
export function spaceRange(space: SpaceId): IDBKeyRange {
  return IDBKeyRange.bound([space], [space, []]);
}
