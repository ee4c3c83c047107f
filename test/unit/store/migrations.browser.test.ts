import { type IDBPDatabase, openDB } from 'idb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { database, eraseDatabase } from '#store/database';
import { readModelFile } from '#store/model-files';
import { DATABASE_NAME, DATABASE_VERSION } from '#store/schema';
import { codesOf, photosIn, spaceRange, vectorsOf } from '#store/vectors';

beforeEach(() => eraseDatabase());
afterEach(() => eraseDatabase());

function createVersion1(db: IDBPDatabase): void {
  const photos = db.createObjectStore('photos', { keyPath: 'no', autoIncrement: true });
  photos.createIndex('id', 'id', { unique: true });
  db.createObjectStore('origins', { keyPath: ['source', 'path'] }).createIndex('photo', 'photo');
  db.createObjectStore('sources', { keyPath: 'id' });
  db.createObjectStore('thumbnails');
  db.createObjectStore('previews');
  const queue = db.createObjectStore('queue', { keyPath: 'key', autoIncrement: true });
  queue.createIndex('path', ['source', 'path']);
  queue.createIndex('failure', 'failure.reason');
  db.createObjectStore('inbox');
  db.createObjectStore('fresh', { keyPath: ['space', 'photo'] });
  db.createObjectStore('shards', { keyPath: ['space', 'shard'] });
  db.createObjectStore('modelFiles', { keyPath: 'sha256' });
  db.createObjectStore('run');
}

/** A library as version 1 left it, with a model file and what belongs to one photo. */
async function leaveVersion1(): Promise<void> {
  const db = await openDB(DATABASE_NAME, 1, {
    upgrade(db) {
      createVersion1(db);
    },
  });
  await db.add('photos', { no: 1, id: 'first', name: 'cat.jpg' });
  await db.add('fresh', { space: 'starter-1', photo: 1, vector: new Float32Array([1, 0]) });
  await db.add('modelFiles', { sha256: 'abc', path: 'onnx/vision_model.onnx', blob: new Blob(['weights']) });
  db.close();
}

test('a library of version 1 keeps its photos, its vectors and its model', async () => {
  await leaveVersion1();
  const db = await database();
  expect(db.version).toBe(DATABASE_VERSION);
  expect(await db.get('photos', 1)).toMatchObject({ id: 'first', name: 'cat.jpg' });
  expect(await vectorsOf('starter-1', [1])).toEqual([Float32Array.of(1, 0)]);
  const home = { kind: 'app', base: 'models/starter/' } as const;
  const file = { path: 'onnx/vision_model.onnx', bytes: 7, sha256: 'abc' };
  expect(await (await readModelFile(home, file)).text()).toBe('weights');
  expect(await db.getAll('settings')).toEqual([]);
});

/** A library of version 2: vectors in floats, some packed, some not, of two spaces. */
async function leaveVersion2(): Promise<void> {
  const db = await openDB(DATABASE_NAME, 2, {
    upgrade(db) {
      createVersion1(db);
      for (const name of ['modelParts', 'settings']) db.createObjectStore(name);
      for (const [name, keyPath] of [
        ['ownSpaces', 'id'],
        ['backends', 'encoder'],
      ] as const) {
        db.createObjectStore(name, { keyPath });
      }
    },
  });
  const shard = {
    build: 'q8',
    photos: Uint32Array.of(1, 2),
    vectors: Float32Array.of(1, 0, 0.6, -0.8),
  };
  await db.add('shards', { space: 'starter-1', shard: 0, ...shard });
  await db.add('shards', { space: 'another', shard: 0, ...shard });
  await db.add('fresh', { space: 'starter-1', photo: 3, build: 'fp32', vector: Float32Array.of(0, -1) });
  db.close();
}

test('a library of version 2 keeps its vectors in full, and has them in 8 bits beside', async () => {
  await leaveVersion2();
  const db = await database();
  expect(await db.getAll('embeddings', spaceRange('starter-1'))).toEqual([
    { space: 'starter-1', photo: 1, build: 'q8', vector: Float32Array.of(1, 0) },
    { space: 'starter-1', photo: 2, build: 'q8', vector: Float32Array.of(0.6, -0.8) },
    { space: 'starter-1', photo: 3, build: 'fp32', vector: Float32Array.of(0, -1) },
  ]);
  expect([...(await photosIn('another'))]).toEqual([1, 2]);
  const [fresh, shard] = await Array.fromAsync(codesOf('starter-1'));
  expect(fresh).toMatchObject({ photos: Uint32Array.of(3), codes: Int8Array.of(0, -127) });
  expect(shard).toMatchObject({ photos: Uint32Array.of(1, 2), codes: Int8Array.of(127, 0, 95, -127) });
  expect(shard?.scales[1]).toBeCloseTo(0.8 / 127);
});

test('a new library has the same stores as one that was brought up to date', async () => {
  await leaveVersion1();
  const migrated = [...(await database()).objectStoreNames];
  await eraseDatabase();
  expect([...(await database()).objectStoreNames]).toEqual(migrated);
});
