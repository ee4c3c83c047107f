/** Times one query over N vectors outside the browser: Mitsuke's index in Node, and usearch's exact scan. */

import { createRequire } from 'node:module';
import { CODE_RANGE, quantise } from '#core/quantise';
import { VectorIndex } from '../../workers/search/vector-index';
import { type Contender, median, quantile, timesOf } from './page/timing';
import { coded, makeVectors, recall, rowOf } from './page/vectors';

interface Usearch {
  MetricKind: { IP: string };
  exactSearch<Numbers extends Float32Array | Int8Array>(
    dataset: Numbers,
    query: Numbers,
    dimension: number,
    count: number,
    metric: string,
    threads: number,
  ): { keys: BigUint64Array };
}

/** Factor from values to codes: in a unit vector of 512 dimensions, hardly any value is above 127 / 600. */
const SCALE = 600;

/** Times all contenders. @returns the same figures as `measureScan` of the page */
export async function measureNative(rows: number, dimension: number): Promise<Record<string, number[]>> {
  const { exactSearch, MetricKind } = createRequire(`${process.cwd()}/test/bench/native/`)(
    'usearch',
  ) as Usearch;
  const vectors = makeVectors(rows, dimension);
  // Copies, because usearch ignores the offset of a view in its buffer.
  const queries = Array.from({ length: 16 }, (_, i) =>
    rowOf(vectors, Math.floor((rows * i) / 16), dimension).slice(),
  );
  let turn = 0;
  const query = () => queries[turn++ % queries.length] as Float32Array;
  const index = await VectorIndex.create(dimension);
  for (const part of coded(vectors, dimension)) index.append(part);
  const bytes = codesOfOneScale(vectors);
  const ask = (vector: Float32Array) =>
    exactSearch(bytes, quantise(vector).codes, dimension, 10, MetricKind.IP, 1);
  const exact = (vector: Float32Array) => exactSearch(vectors, vector, dimension, 10, MetricKind.IP, 1);
  const find = (vector: Float32Array) => index.find({ vector, passing: null, without: null, limit: 100 });
  const contenders: [name: string, run: (vector: Float32Array) => unknown, megabytes: number][] = [
    ['Node: Mitsuke, one thread', find, index.bytes() / 1e6],
    ['Node: usearch, exact, floats, one thread', exact, vectors.byteLength / 1e6],
    ['Node: usearch, exact, 8 bits, one thread', ask, bytes.byteLength / 1e6],
  ];
  const rounds = rows > 200_000 ? 20 : 60;
  const times = await timesOf(
    contenders.map(([name, run]): Contender => [name, () => run(query())]),
    { warmUp: 10, rounds, calls: rows > 1000 ? 1 : 20 },
  );
  const founds: ((vector: Float32Array) => Uint32Array)[] = [
    (vector) => find(vector).photos,
    (vector) => Uint32Array.from(exact(vector).keys, (key) => Number(key) + 1),
    (vector) => Uint32Array.from(ask(vector).keys, (key) => Number(key) + 1),
  ];
  return Object.fromEntries(
    contenders.map(([name, , megabytes], i) => {
      const all = times.get(name) ?? [];
      const right = queries.map((vector) =>
        Math.min(1, recall(vectors, vector, founds[i]?.(vector) ?? new Uint32Array())),
      );
      const share = right.reduce((sum, each) => sum + each, 0) / right.length;
      return [name, [median(all), quantile(all, 0.95), megabytes, share]];
    }),
  );
}

/** Quantises all vectors with one scale, because usearch's codes cannot have their own. */
function codesOfOneScale(vectors: Float32Array): Int8Array {
  const codes = new Int8Array(vectors.length);
  for (let i = 0; i < vectors.length; i++) {
    codes[i] = Math.max(-CODE_RANGE, Math.min(CODE_RANGE, (vectors[i] as number) * SCALE));
  }
  return codes;
}
