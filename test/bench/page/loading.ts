/** A library's vectors from the store into the index, and whole questions to it. */

import { NO_FILTER } from '#core/filter';
import { normalise } from '#core/vector';
import { database, eraseDatabase } from '#store/database';
import { Facts } from '../../../workers/search/facts';
import { Follower } from '../../../workers/search/follower';
import { rank } from '../../../workers/search/ranking';
import { VectorIndex } from '../../../workers/search/vector-index';
import { race } from './timing';
import { coded, makeVectors, rowOf } from './vectors';

const SPACE = 'bench';

/** @param shardRows rows of a shard */
export async function measureLoading(
  rows: number,
  dimension: number,
  shardRows: number,
): Promise<Record<string, number>> {
  await eraseDatabase();
  const vectors = makeVectors(rows, dimension);
  await store(vectors, dimension, shardRows);
  const load = async () => {
    const follower = new Follower(SPACE, dimension, await VectorIndex.create(dimension));
    await follower.load();
    return follower;
  };
  const follower = await load();
  const facts = new Facts();
  let turn = 0;
  const ask = () => {
    const vector = rowOf(vectors, (turn++ * 997) % rows, dimension).map(
      (x, i) => x + Math.sin(i + turn) / 50,
    );
    normalise(vector);
    return rank({ vector, filter: NO_FILTER, without: null, limit: 300 }, follower, facts);
  };
  const figures = {
    ...(await race([['loading', load]], { warmUp: 1, rounds: 5 })),
    ...(await race([['a whole question, the best hundred read and scored exactly', ask]], {
      warmUp: 10,
      rounds: 40,
    })),
  };
  await eraseDatabase();
  return figures;
}

async function store(vectors: Float32Array, dimension: number, shardRows: number): Promise<void> {
  const db = await database();
  let shard = 0;
  for (const part of coded(vectors, dimension, shardRows)) {
    const tx = db.transaction(['embeddings', 'shards'], 'readwrite', { durability: 'relaxed' });
    tx.objectStore('shards').put({ space: SPACE, shard: shard++, ...part });
    for (const photo of part.photos) {
      const vector = rowOf(vectors, photo - 1, dimension).slice();
      tx.objectStore('embeddings').put({ space: SPACE, photo, build: 'fp32', vector });
    }
    await tx.done;
  }
}
