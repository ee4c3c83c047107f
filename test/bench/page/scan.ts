/** Times one query over N vectors: Mitsuke's index, plain JavaScript and onnxruntime-web. */

import { Tensor } from 'onnxruntime-web/wasm';
import { startWasm } from '../../../workers/runtime/wasm';
import { startSlices } from '../../../workers/search/start-scanner';
import { VectorIndex } from '../../../workers/search/vector-index';
import { Graph } from '../../fixtures/standins/onnx';
import { type Contender, median, quantile, timesOf } from './timing';
import { coded, makeVectors, plainScan, recall, rowOf } from './vectors';

/** Matches of the 8-bit scan, which the re-rank in full precision reduces to ten. */
const LIMIT = 100;
/** Most rows for onnxruntime, because its models are limited to 2 GB. */
const MOST_IN_A_MODEL = 200_000;
const SLICED_FROM = 100_000;

/** @returns for each contender: median and 95th percentile in milliseconds, megabytes, recall of the ten best */
export async function measureScan(rows: number, dimension: number): Promise<Record<string, number[]>> {
  const vectors = makeVectors(rows, dimension);
  const queries = Array.from({ length: 16 }, (_, i) =>
    rowOf(vectors, Math.floor((rows * i) / 16), dimension).slice(),
  );
  let turn = 0;
  const query = () => queries[turn++ % queries.length] as Float32Array<ArrayBuffer>;
  const sought = (vector: Float32Array) => ({ vector, passing: null, without: null, limit: LIMIT });
  const floats = (rows * dimension * 4) / 1e6;

  const one = await VectorIndex.create(dimension);
  for (const part of coded(vectors, dimension)) one.append(part);
  const contenders: Contender[] = [
    ['Mitsuke, one thread', () => one.find(sought(query()))],
    ['plain JavaScript, floats', () => plainScan(vectors, query())],
  ];
  const megabytes = new Map([['Mitsuke, one thread', one.bytes() / 1e6]]);
  if (rows >= SLICED_FROM) {
    const two = await startSlices(dimension, 2);
    for (const part of coded(vectors, dimension)) await two.append(part);
    contenders.push(['Mitsuke, two workers', () => two.find(sought(query()))]);
    megabytes.set('Mitsuke, two workers', (await two.bytes()) / 1e6);
  }
  if (rows <= MOST_IN_A_MODEL) {
    const run = await startMatMul(vectors, dimension);
    contenders.push(['onnxruntime-web, MatMul + TopK', () => run(query())]);
  }
  const rounds = rows > 200_000 ? 20 : 60;
  const times = await timesOf(contenders, { warmUp: 10, rounds, calls: rows > 1000 ? 1 : 20 });
  const right = queries.map((vector) => recall(vectors, vector, one.find(sought(vector)).photos));
  const found = right.reduce((sum, share) => sum + Math.min(1, share), 0) / right.length;
  return Object.fromEntries(
    [...times].map(([name, all]) => [
      name,
      [
        median(all),
        quantile(all, 0.95),
        megabytes.get(name) ?? floats,
        name.startsWith('Mitsuke') ? found : 1,
      ],
    ]),
  );
}

/** Builds a graph with the vectors as a constant, the fastest way in onnxruntime-web: 16 instead of 57 ms. */
async function startMatMul(vectors: Float32Array, dimension: number) {
  const rows = vectors.length / dimension;
  const turned = new Float32Array(vectors.length);
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < dimension; k++) turned[k * rows + row] = vectors[row * dimension + k] as number;
  }
  const graph = new Graph();
  const query = graph.input('query', 'float', [1, dimension]);
  const scores = graph.op('MatMul', [query, graph.constant('float', [dimension, rows], turned)]);
  const ten = graph.constant('int64', [1], BigInt64Array.of(10n));
  const [best = ''] = graph.several('TopK', [scores, ten], 2);
  graph.output('best', best, [1, 10]);
  const session = await startWasm(graph.bytes(), 1);
  return (vector: Float32Array) => session.run({ query: new Tensor('float32', vector, [1, dimension]) });
}
