/** The embeddings of a space, one after the other. The one module here that knows how they are stored. */

import type { PhotoNo } from '#core/photo';
import type { SpaceId } from '#core/space';
import { embeddingsOf } from '#store/vectors';

/** Tells every embedding there is, each time in the same order. */
export type EachVector = (onVector: (photo: PhotoNo, vector: Float32Array) => void) => Promise<void>;

export function vectorsIn(space: SpaceId): EachVector {
  return async (onVector) => {
    for await (const rows of embeddingsOf(space)) {
      for (const { photo, vector } of rows) onVector(photo, vector);
    }
  };
}
