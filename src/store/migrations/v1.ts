/** Version 1: photos with their copies and vectors, sources and origins, the queue, and model files. */

import type { OldDatabase } from './step';

export function toVersion1(db: OldDatabase): void {
  const photos = db.createObjectStore('photos', { keyPath: 'no', autoIncrement: true });
  photos.createIndex('id', 'id', { unique: true });
  db.createObjectStore('origins', { keyPath: ['source', 'path'] }).createIndex('photo', 'photo');
  db.createObjectStore('sources', { keyPath: 'id' });
  db.createObjectStore('thumbnails');
  db.createObjectStore('previews');
  const queue = db.createObjectStore('queue', { keyPath: 'key', autoIncrement: true });
  queue.createIndex('path', ['source', 'path']);
  // Files without a failure are not in this index, so its size is the number of failed ones.
  queue.createIndex('failure', 'failure.reason');
  db.createObjectStore('inbox');
  db.createObjectStore('fresh', { keyPath: ['space', 'photo'] });
  db.createObjectStore('shards', { keyPath: ['space', 'shard'] });
  db.createObjectStore('modelFiles', { keyPath: 'sha256' });
  db.createObjectStore('run');
}
