/** How a database of any older version becomes one of the present version, step by step. */

import type { IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import { layRows, quantise } from '#core/quantise';
import type { MitsukeSchema, VectorRow } from './schema';

type Upgrade = IDBPTransaction<MitsukeSchema, StoreNames<MitsukeSchema>[], 'versionchange'>;

/** Runs every step after `from` (0: there was no database). Called inside the version change. */
export async function migrate(db: IDBPDatabase<MitsukeSchema>, from: number, tx: Upgrade): Promise<void> {
  if (from < 1) createVersion1(db);
  if (from < 2) await toVersion2(db, tx);
  if (from < 3) await toVersion3(db, tx);
  // Boxes that were paired.
  if (from < 4) db.createObjectStore('boxes', { keyPath: 'id' });
}

function createVersion1(db: IDBPDatabase<MitsukeSchema>): void {
  db.createObjectStore('photos', { keyPath: 'no', autoIncrement: true }).createIndex('id', 'id', {
    unique: true,
  });
  db.createObjectStore('origins', { keyPath: ['source', 'path'] }).createIndex('photo', 'photo');
  db.createObjectStore('sources', { keyPath: 'id' });
  db.createObjectStore('thumbnails');
  db.createObjectStore('previews');
  const queue = db.createObjectStore('queue', { keyPath: 'key', autoIncrement: true });
  queue.createIndex('path', ['source', 'path']);
  // Files without a failure are not in this index, so it counts the failed ones.
  queue.createIndex('failure', 'failure.reason');
  db.createObjectStore('inbox');
  db.createObjectStore('fresh', { keyPath: ['space', 'photo'] });
  db.createObjectStore('shards', { keyPath: ['space', 'shard'] });
  db.createObjectStore('modelFiles', { keyPath: 'sha256' });
  db.createObjectStore('run');
}

/** Version 1 had each model file in one record, under its hash. */
interface ModelFileOfVersion1 {
  sha256: string;
  path: string;
  blob: Blob;
}

/** Model files in parts, so that a download can go on; more than one model. */
async function toVersion2(db: IDBPDatabase<MitsukeSchema>, tx: Upgrade): Promise<void> {
  const old = (await tx.objectStore('modelFiles').getAll()) as unknown as ModelFileOfVersion1[];
  db.deleteObjectStore('modelFiles');
  const files = db.createObjectStore('modelFiles', { keyPath: 'key' });
  const parts = db.createObjectStore('modelParts');
  for (const { sha256, path, blob } of old) {
    await files.add({ key: sha256, path, bytes: blob.size, sha256, confirmed: true });
    await parts.add(blob, [sha256, 0]);
  }
  db.createObjectStore('ownSpaces', { keyPath: 'id' });
  db.createObjectStore('backends', { keyPath: 'encoder' });
  db.createObjectStore('settings');
}

/** Until version 2 `fresh` and `shards` held floats, and there was nothing else. */
interface ShardOfVersion2 {
  space: string;
  shard: number;
  build: string;
  photos: Uint32Array<ArrayBuffer>;
  vectors: Float32Array<ArrayBuffer>;
}

/** Embeddings twice: in full, a row each, and in 8 bits, packed, for the scan. Searches that are kept. */
async function toVersion3(db: IDBPDatabase<MitsukeSchema>, tx: Upgrade): Promise<void> {
  db.createObjectStore('savedSearches', { keyPath: 'id' }).createIndex('added', 'added');
  db.createObjectStore('recentSearches', { keyPath: 'key' }).createIndex('at', 'at');
  const embeddings = db.createObjectStore('embeddings', { keyPath: ['space', 'photo'] });
  const fresh = tx.objectStore('fresh');
  for (const row of (await fresh.getAll()) as unknown as VectorRow[]) {
    await embeddings.put(row);
    await fresh.put({ space: row.space, photo: row.photo, ...quantise(row.vector) });
  }
  const shards = tx.objectStore('shards');
  // One at a time: all of them together may be more than fits into memory.
  for (let cursor = await shards.openCursor(); cursor; cursor = await cursor.continue()) {
    const { space, shard, build, photos, vectors } = cursor.value as unknown as ShardOfVersion2;
    const dimension = vectors.length / photos.length;
    const rows = [...photos].map((photo, i) => {
      const vector = vectors.slice(i * dimension, (i + 1) * dimension);
      return { space, photo, build, vector };
    });
    for (const row of rows) await embeddings.put(row);
    const coded = rows.map(({ photo, vector }) => ({ photo, ...quantise(vector) }));
    await cursor.update({ space, shard, ...layRows(coded) });
  }
}
