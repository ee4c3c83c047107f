/** Iterates over the embeddings of a space. Only this module of the folder knows how they are stored. */

import type { PhotoNo } from '#core/photo';
import type { SpaceId } from '#core/space';
import { embeddingsOf } from '#store/vectors';

/** Calls back with every embedding, in the same order each time. */
export type EachVector = (onVector: (photo: PhotoNo, vector: Float32Array) => void) => Promise<void>;

export function vectorsIn(space: SpaceId): EachVector {
  return async (onVector) => {
    for await (const rows of embeddingsOf(space)) {
      for (const { photo, vector } of rows) onVector(photo, vector);
    }
  };
}
