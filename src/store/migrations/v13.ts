/**
 * Version 13: the keys of packs of cards and of shards say how many rows they have, so that photos and vectors are
 * counted from keys alone. Cards are packed anew after the start.
 */

import type { OldDatabase, Upgrade } from './step';

interface ShardOfVersion12 {
  space: string;
  shard: number;
  photos: Uint32Array<ArrayBuffer>;
}

export async function toVersion13(db: OldDatabase, tx: Upgrade): Promise<void> {
  db.deleteObjectStore('cardPacks');
  db.createObjectStore('cardPacks', { keyPath: ['pack', 'size'] });
  // The key of a store cannot be changed.
  const old = tx.objectStore('shards');
  old.name = 'shardsOfVersion12';
  const shards = db.createObjectStore('shards', { keyPath: ['space', 'shard', 'size'] });
  // One at a time: all shards together may not fit into memory.
  for (let cursor = await old.openCursor(); cursor; cursor = await cursor.continue()) {
    const shard: ShardOfVersion12 = cursor.value;
    await shards.put({ ...shard, size: shard.photos.length });
  }
  db.deleteObjectStore('shardsOfVersion12');
}
