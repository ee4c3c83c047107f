/** Synthetic embeddings for the tests of this folder. */

import { normalise } from '#core/vector';
import { seeded } from '#workers/tidy/sample';
import type { EachVector } from '#workers/tidy/vectors';

/** Returns `count` unit vectors around centres, each offset by `spread` before it is normalised. */
export function clustered(count: number, dimension: number, clusters: number, spread: number, seed: number) {
  const random = seeded(seed);
  const direction = () => {
    const vector = Float32Array.from({ length: dimension }, () => random() + random() + random() - 1.5);
    normalise(vector);
    return vector;
  };
  const centres = Array.from({ length: clusters }, direction);
  return Array.from({ length: count }, (_, i) => {
    const away = direction();
    const vector = (centres[i % clusters] as Float32Array).map(
      (value, k) => value + spread * (away[k] as number),
    );
    normalise(vector);
    return vector;
  });
}

/** Passes vectors on as the store does, with photos numbered from 1. */
export function told(vectors: readonly Float32Array[]): EachVector {
  return async (onVector) => {
    vectors.forEach((vector, i) => {
      onVector(i + 1, vector);
    });
  };
}

/** A progress callback that does nothing. */
export const toNobody = () => undefined;
