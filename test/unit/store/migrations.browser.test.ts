import { openDB } from 'idb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { database, eraseDatabase } from '#store/database';
import { readModelFile } from '#store/model-files';
import { DATABASE_NAME, DATABASE_VERSION } from '#store/schema';

beforeEach(() => eraseDatabase());
afterEach(() => eraseDatabase());

/** A library as version 1 left it, with a model file and what belongs to one photo. */
async function leaveVersion1(): Promise<void> {
  const db = await openDB(DATABASE_NAME, 1, {
    upgrade(db) {
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
  expect((await db.get('fresh', ['starter-1', 1]))?.vector).toEqual(new Float32Array([1, 0]));
  const home = { kind: 'app', base: 'models/starter/' } as const;
  const file = { path: 'onnx/vision_model.onnx', bytes: 7, sha256: 'abc' };
  expect(await (await readModelFile(home, file)).text()).toBe('weights');
  expect(await db.getAll('settings')).toEqual([]);
});

test('a new library has the same stores as one that was brought up to date', async () => {
  await leaveVersion1();
  const migrated = [...(await database()).objectStoreNames];
  await eraseDatabase();
  expect([...(await database()).objectStoreNames]).toEqual(migrated);
});
