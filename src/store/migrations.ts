/** How a database of any older version becomes one of the present version, step by step. */

import type { IDBPDatabase } from 'idb';
import type { MitsukeSchema } from './schema';

/** Runs every step after `from` (0: there was no database). Called inside the version change. */
export function migrate(db: IDBPDatabase<MitsukeSchema>, from: number): void {
  if (from < 1) createVersion1(db);
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
