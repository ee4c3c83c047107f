/** One query over N vectors: our kernel beside plain JavaScript, without and with the sort of all results. */

import { VectorIndex } from '../../../workers/search/vector-index';
import { race } from './timing';

/** @returns milliseconds a query, every photo ranked */
export async function measureScan(rows: number, dimension: number): Promise<Record<string, number>> {
  const vectors = new Float32Array(rows * dimension).map((_, i) => Math.sin(i * 12.9898) / 16);
  const query = vectors.slice(0, dimension);
  const index = await VectorIndex.create(dimension);
  index.append(
    Uint32Array.from({ length: rows }, (_, i) => i + 1),
    vectors,
  );
  return race(
    [
      ['Mitsuke, scan alone', () => void index.scan(query)],
      ['plain JavaScript, scan alone', () => void scan(vectors, query, rows, dimension)],
      ['Mitsuke, all ranked', () => void index.rank(query)],
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
