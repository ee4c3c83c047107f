/** Embeddings by rule, for the tests of this folder. */

import { normalise } from '#core/vector';
import { seeded } from '#workers/tidy/sample';
import type { EachVector } from '#workers/tidy/vectors';

/** Unit vectors around centres: `count` of them, `spread` away from theirs. */
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

/** As the store tells them: photos are numbered from 1. */
export function told(vectors: readonly Float32Array[]): EachVector {
  return async (onVector) => {
    vectors.forEach((vector, i) => {
      onVector(i + 1, vector);
    });
  };
}

/** The same space with one photo more or less is another library; nobody listens. */
export const toNobody = () => undefined;
