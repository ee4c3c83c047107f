/**
 * Version 3: embeddings in two forms, in full precision as rows, and quantised to 8 bits, packed for the
 * scan. Saved and recent searches.
 */

import type { OldDatabase, Upgrade } from './step';

/** Up to version 2 `fresh` and `shards` held floats, and there was no `embeddings`. */
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
  /** One photo number per row of `vectors`. */
  photos: Uint32Array<ArrayBuffer>;
  vectors: Float32Array<ArrayBuffer>;
}

/** A vector in 8 bits as version 3 wrote it: value[i] = codes[i] * scale, codes -127..127. */
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
  // One at a time: all shards together may not fit into memory.
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

/** Returns the nearest codes, with the vector's largest value at 127. A zero vector has scale 0. */
function code(vector: Float32Array): CodesOfVersion3 {
  let largest = 0;
  for (const value of vector) largest = Math.max(largest, Math.abs(value));
  const codes = new Int8Array(vector.length);
  // The scale is stored as a 32-bit float, so the codes must be computed for that exact number.
  const scale = Math.fround(largest / 127);
  if (scale === 0) return { codes, scale };
  vector.forEach((value, i) => {
    codes[i] = Math.round(value / scale);
  });
  return { codes, scale };
}
