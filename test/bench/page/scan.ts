/** One query over N vectors: our kernel beside plain JavaScript, without and with the sort of all results. */

import { layRows, quantise } from '#core/quantise';
import { VectorIndex } from '../../../workers/search/vector-index';
import { race } from './timing';

/** @returns milliseconds a query, every photo ranked */
export async function measureScan(rows: number, dimension: number): Promise<Record<string, number>> {
  const vectors = new Float32Array(rows * dimension).map((_, i) => Math.sin(i * 12.9898) / 16);
  const query = vectors.slice(0, dimension);
  const index = await VectorIndex.create(dimension);
  for (let row = 0; row < rows; row++) {
    const vector = vectors.subarray(row * dimension, (row + 1) * dimension);
    index.append(layRows([{ photo: row + 1, ...quantise(vector) }]));
  }
  const find = (limit: number) => index.find({ vector: query, passing: null, without: null, limit });
  return race(
    [
      ['Mitsuke, the best hundred', () => void find(100)],
      ['plain JavaScript, scan alone', () => void scan(vectors, query, rows, dimension)],
      ['Mitsuke, all ranked', () => void find(rows)],
      ['plain JavaScript, all ranked', () => void rank(vectors, query, rows, dimension)],
    ],
    { warmUp: 20, rounds: 100 },
  );
}

function scan(vectors: Float32Array, query: Float32Array, rows: number, dimension: number): Float32Array {
  const scores = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    let score = 0;
    for (let k = 0; k < dimension; k++) {
      score += (vectors[row * dimension + k] as number) * (query[k] as number);
    }
    scores[row] = score;
  }
  return scores;
}

function rank(vectors: Float32Array, query: Float32Array, rows: number, dimension: number) {
  const scores = scan(vectors, query, rows, dimension);
  return Array.from(scores, (score, row) => ({ photo: row + 1, score })).sort((a, b) => b.score - a.score);
}
