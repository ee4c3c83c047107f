/** Seeded random vectors, because arrays of floats shrink too slowly in fast-check, and a naive scan. */

import { type CodedRows, layRows, quantise } from '#core/quantise';

/** Returns a generator of numbers from -1 to 1. */
export function random(seed: number): () => number {
  let state = seed + 1;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 1_073_741_824 - 1;
  };
}

export function coded(library: ReadonlyMap<number, Float32Array>): CodedRows {
  return layRows([...library].map(([photo, vector]) => ({ photo, ...quantise(vector) })));
}

/** Returns a library of duplicates, zero vectors and unrelated vectors. */
export function randomLibrary(size: number, dimension: number, next: () => number) {
  const library = new Map<number, Float32Array>();
  for (let photo = 1; photo <= size; photo++) {
    const twin = photo % 7 === 0 ? library.get(photo - 1) : undefined;
    const vector = photo % 11 === 0 ? new Float32Array(dimension) : (twin ?? randomVector(dimension, next));
    library.set(photo, vector);
  }
  return library;
}

export function randomVector(dimension: number, next: () => number): Float32Array {
  return Float32Array.from({ length: dimension }, () => (next() > 0.9 ? 0 : next()));
}

export interface Scored {
  photo: number;
  score: number;
}

/** Sorts best first, and equal scores by number. */
function inOrder(scored: Scored[]): Scored[] {
  return scored.sort((a, b) => b.score - a.score || a.photo - b.photo);
}

export function naive(library: ReadonlyMap<number, Float32Array>, query: Float32Array): Scored[] {
  return inOrder(
    [...library].map(([photo, vector]) => ({
      photo,
      score: vector.reduce((sum, x, i) => sum + x * (query[i] as number), 0),
    })),
  );
}

/** Scans codes, and rounds where the kernel rounds, so that both agree to the last bit. */
export function naiveInCodes(
  library: ReadonlyMap<number, Float32Array>,
  query: Float32Array,
  range: number,
): Scored[] {
  const asked = quantise(query, range);
  return inOrder(
    [...library].map(([photo, vector]) => {
      const { codes, scale } = quantise(vector);
      const sum = codes.reduce((sum, code, i) => sum + code * (asked.codes[i] as number), 0);
      // -0 and 0 are the same score.
      return { photo, score: Math.fround(sum * Math.fround(scale * asked.scale)) + 0 };
    }),
  );
}
