/** Times loading a library's vectors from the store into the index, and whole queries of it. */

import { NO_FILTER } from '#core/filter';
import { database, eraseDatabase } from '#store/database';
import { Follower } from '../../../workers/search/follower';
import { PhotoFields } from '../../../workers/search/photo-fields';
import { rank } from '../../../workers/search/ranking';
import { VectorIndex } from '../../../workers/search/vector-index';
import { type Contender, median, timesOf } from './timing';
import { coded, makeVectors, rowOf } from './vectors';

/** Rows of a shard to compare; the app uses the first. */
const SHARD_ROWS = [1024, 4096];

/** @returns for each step: median and fastest, in milliseconds */
export async function measureLoading(rows: number, dimension: number): Promise<Record<string, number[]>> {
  await eraseDatabase();
  const vectors = makeVectors(rows, dimension);
  for (const shardRows of SHARD_ROWS) await storeShards(vectors, dimension, shardRows);
  const space = spaceOf(SHARD_ROWS[0] ?? 0);
  await storeInFull(vectors, dimension, space);
  const load = async (space: string) => {
    const follower = new Follower(space, dimension, await VectorIndex.create(dimension));
    await follower.load();
    return follower;
  };
  const loads = SHARD_ROWS.map(
    (shardRows): Contender => [
      `all of them into the index, ${shardRows} rows a shard`,
      () => load(spaceOf(shardRows)),
    ],
  );
  const times = await timesOf(loads, { warmUp: 1, rounds: 8 });
  const follower = await load(space);
  let turn = 0;
  const ask = () => {
    // Another photo each time, so that none has been read before.
    const vector = rowOf(vectors, (turn++ * 997) % rows, dimension).slice();
    return rank({ vector, filter: NO_FILTER, without: null, limit: 300 }, follower, new PhotoFields());
  };
  const questions = await timesOf([['a question; its best hundred are read and scored exactly', ask]], {
    warmUp: 10,
    rounds: 60,
  });
  await eraseDatabase();
  return Object.fromEntries(
    [...times, ...questions].map(([name, all]) => [name, [median(all), Math.min(...all)]]),
  );
}

function spaceOf(shardRows: number): string {
  return `bench-${shardRows}`;
}

async function storeShards(vectors: Float32Array, dimension: number, shardRows: number): Promise<void> {
  const db = await database();
  let shard = 0;
  for (const part of coded(vectors, dimension, shardRows)) {
    await db.put('shards', { space: spaceOf(shardRows), shard: shard++, size: part.photos.length, ...part });
  }
}

async function storeInFull(vectors: Float32Array, dimension: number, space: string): Promise<void> {
  const db = await database();
  for (let photo = 1; photo <= vectors.length / dimension; ) {
    const tx = db.transaction('embeddings', 'readwrite', { durability: 'relaxed' });
    for (const end = photo + 5000; photo < end && photo <= vectors.length / dimension; photo++) {
      const vector = rowOf(vectors, photo - 1, dimension).slice();
      tx.store.put({ space, photo, build: 'fp32', vector });
    }
    await tx.done;
  }
}
