/** Times loading a library's vectors from the store into the index, and whole queries of it. */

import { NO_FILTER } from '#core/filter';
import { database, eraseDatabase } from '#store/database';
import { countVectors } from '#store/vectors';
import { Follower } from '../../../workers/search/follower';
import { PhotoFields } from '../../../workers/search/photo-fields';
import { rank } from '../../../workers/search/ranking';
import { startScanner } from '../../../workers/search/start-scanner';
import { VectorIndex } from '../../../workers/search/vector-index';
import { type Contender, median, timesOf } from './timing';
import { coded, makeVectors, rowOf } from './vectors';

/** Rows of a shard in the app. */
const SHARD = 1024;
/** Those to compare. */
const SHARD_ROWS = [SHARD, 4096];

/** @returns for each step: median and fastest, in milliseconds */
export async function measureLoading(rows: number, dimension: number): Promise<Record<string, number[]>> {
  await eraseDatabase();
  const vectors = makeVectors(rows, dimension);
  for (const shardRows of SHARD_ROWS) await storeShards(vectors, dimension, shardRows);
  const space = spaceOf(SHARD);
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

const MANY = 'bench-many';

/** Stores the codes of a very large library. Their content has no effect on times, so 1024 vectors come again and again. */
export async function storeMany(rows: number, dimension: number): Promise<void> {
  await eraseDatabase();
  const [codes] = [...coded(makeVectors(SHARD, dimension), dimension, SHARD)];
  if (!codes) return;
  const db = await database();
  for (let shard = 0; shard * SHARD < rows; shard++) {
    const photos = codes.photos.map((photo) => photo + shard * SHARD);
    await db.put('shards', { space: MANY, shard, size: SHARD, ...codes, photos });
  }
}

/** @returns milliseconds until the stored codes are in the index, and those of the first question after that */
export async function measureLoadingMany(dimension: number): Promise<[loaded: number, answered: number]> {
  const start = performance.now();
  const scanner = await startScanner(dimension, await countVectors(MANY));
  const follower = new Follower(MANY, dimension, scanner);
  await follower.load();
  const loaded = performance.now() - start;
  const vector = makeVectors(1, dimension);
  await rank({ vector, filter: NO_FILTER, without: null, limit: 300 }, follower, new PhotoFields());
  follower.dismiss();
  return [loaded, performance.now() - start - loaded];
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
