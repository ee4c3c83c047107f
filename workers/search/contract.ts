/** What the search worker offers. */

import type { PhotoNo } from '#core/photo';
import type { SpaceId } from '#core/space';

/** Every photo of the library, best first. */
export interface Ranking {
  photos: Uint32Array<ArrayBuffer>;
  /** Cosines, -1..1, in the same order. */
  scores: Float32Array<ArrayBuffer>;
}

export interface SearchWorker {
  /**
   * Loads the vectors of a space and from then on follows the library by itself. May be called again
   * for another space; until that is loaded, the old one answers.
   * @returns how many photos can be found
   * @throws Problem `newer-library`, `no-storage`
   */
  open(space: SpaceId, dimension: number): Promise<number>;
  /** @param query unit-length vector of the space */
  byVector(query: Float32Array): Promise<Ranking>;
  /** Photos like this one, itself left out. Empty where it has no vector (yet). */
  byPhoto(photo: PhotoNo): Promise<Ranking>;
}
