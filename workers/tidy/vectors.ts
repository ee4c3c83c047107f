/**
 * Iterates over the embeddings of photos in a space; a video counts with its poster. Only this module of the folder
 * knows how they are stored.
 */

import type { PhotoNo } from '#core/photo';
import type { SpaceId } from '#core/space';
import { allFrameNos } from '#store/frames';
import { embeddingsOf } from '#store/vectors';

/** Calls back with every embedding, in the same order each time. */
export type EachVector = (onVector: (photo: PhotoNo, vector: Float32Array) => void) => Promise<void>;

export function vectorsIn(space: SpaceId): EachVector {
  let further: Promise<Set<PhotoNo>> | undefined;
  return async (onVector) => {
    further ??= allFrameNos().then((nos) => new Set(nos));
    const left = await further;
    for await (const rows of embeddingsOf(space)) {
      for (const { photo, vector } of rows) if (!left.has(photo)) onVector(photo, vector);
    }
  };
}
