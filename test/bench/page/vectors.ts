/** Vectors of a library for measurements: unit vectors in clusters, the same in every run. */

import { type CodedRows, layRows, quantise } from '#core/quantise';
import { dot, normalise } from '#core/vector';

const CLUSTERS = 1000;

/** @returns count rows of `dimension` floats, one after the other */
export function makeVectors(count: number, dimension: number): Float32Array<ArrayBuffer> {
  const next = numbers(1);
  const centres = new Float32Array(CLUSTERS * dimension).map(next);
  const vectors = new Float32Array(count * dimension);
  for (let row = 0; row < count; row++) {
    const vector = rowOf(vectors, row, dimension);
    const centre = rowOf(centres, row % CLUSTERS, dimension);
    for (let k = 0; k < dimension; k++) vector[k] = (centre[k] as number) + 0.7 * next();
    normalise(vector);
  }
  return vectors;
}

/** Yields photos 1 to count in 8 bits, in blocks like those of shards. */
export function* coded(vectors: Float32Array, dimension: number, rows = 1024): Generator<CodedRows> {
  const count = vectors.length / dimension;
  for (let first = 0; first < count; first += rows) {
    const length = Math.min(rows, count - first);
    yield layRows(
      Array.from({ length }, (_, i) => ({
        photo: first + i + 1,
        ...quantise(rowOf(vectors, first + i, dimension)),
      })),
    );
  }
}

export function rowOf(vectors: Float32Array, row: number, dimension: number) {
  return vectors.subarray(row * dimension, (row + 1) * dimension);
}

/** Scans in plain JavaScript: computes every cosine, and keeps the top ten by comparing with the worst. */
export function plainScan(vectors: Float32Array, query: Float32Array): { photo: number; score: number }[] {
  const dimension = query.length;
  const count = vectors.length / dimension;
  const best: { photo: number; score: number }[] = [];
  let worst = Number.NEGATIVE_INFINITY;
  for (let row = 0, at = 0; row < count; row++) {
    let score = 0;
    for (let k = 0; k < dimension; k++, at++) score += (vectors[at] as number) * (query[k] as number);
    if (score <= worst) continue;
    best.push({ photo: row + 1, score });
    best.sort((a, b) => b.score - a.score);
    best.length = Math.min(best.length, 10);
    if (best.length === 10) worst = best[9]?.score ?? worst;
  }
  return best;
}

/** Returns the fraction of the true ten best among the photos found, once these are scored in full. */
export function recall(vectors: Float32Array, query: Float32Array, photos: Uint32Array): number {
  const scores = Array.from(photos, (photo) => dot(query, rowOf(vectors, photo - 1, query.length)));
  const tenth = plainScan(vectors, query).at(-1)?.score ?? 0;
  return scores.filter((score) => score >= tenth - 1e-6).length / 10;
}

function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return state / 0x80000000;
  };
}
