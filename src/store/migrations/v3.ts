/**
 * Version 3: embeddings twice, in full, a row each, and in 8 bits, packed, for the scan. Searches that
 * are kept.
 */

import type { OldDatabase, Upgrade } from './step';

/** Until version 2 `fresh` and `shards` held floats, and there was nothing else. */
interface RowOfVersion2 {
  space: string;
  photo: number;
  build: string;
  vector: Float32Array<ArrayBuffer>;
}

interface ShardOfVersion2 {
  space: string;
  shard: number;
  build: string;
  /** One number a row of `vectors`. */
  photos: Uint32Array<ArrayBuffer>;
  vectors: Float32Array<ArrayBuffer>;
}

/** A vector in 8 bits as version 3 wrote it: value[i] = codes[i] * scale, -127..127. */
interface CodesOfVersion3 {
  codes: Int8Array<ArrayBuffer>;
  scale: number;
}

export async function toVersion3(db: OldDatabase, tx: Upgrade): Promise<void> {
  db.createObjectStore('savedSearches', { keyPath: 'id' }).createIndex('added', 'added');
  db.createObjectStore('recentSearches', { keyPath: 'key' }).createIndex('at', 'at');
  const embeddings = db.createObjectStore('embeddings', { keyPath: ['space', 'photo'] });
  const fresh = tx.objectStore('fresh');
  const old: RowOfVersion2[] = await fresh.getAll();
  for (const row of old) {
    await embeddings.put(row);
    await fresh.put({ space: row.space, photo: row.photo, ...code(row.vector) });
  }
  const shards = tx.objectStore('shards');
  // One at a time: all of them together may be more than fits into memory.
  for (let cursor = await shards.openCursor(); cursor; cursor = await cursor.continue()) {
    const { space, shard, build, photos, vectors }: ShardOfVersion2 = cursor.value;
    const dimension = vectors.length / photos.length;
    const codes = new Int8Array(vectors.length);
    const scales = new Float32Array(photos.length);
    for (const [row, photo] of photos.entries()) {
      const vector = vectors.slice(row * dimension, (row + 1) * dimension);
      await embeddings.put({ space, photo, build, vector });
      const coded = code(vector);
      codes.set(coded.codes, row * dimension);
      scales[row] = coded.scale;
    }
    await cursor.update({ space, shard, photos, codes, scales });
  }
}

/** The nearest codes, with the vector's largest value at 127. A zero vector has scale 0. */
function code(vector: Float32Array): CodesOfVersion3 {
  let largest = 0;
  for (const value of vector) largest = Math.max(largest, Math.abs(value));
  const codes = new Int8Array(vector.length);
  // What is stored is a 32-bit float: the codes must be made for that very number.
  const scale = Math.fround(largest / 127);
  if (scale === 0) return { codes, scale };
  vector.forEach((value, i) => {
    codes[i] = Math.round(value / scale);
  });
  return { codes, scale };
}
