/** What the search worker offers. */

import type { Facets, Filter } from '#core/filter';
import type { LogSums } from '#core/labels';
import type { PhotoNo } from '#core/photo';
import type { Spread } from '#core/rank';
import type { SpaceId } from '#core/space';

/** A question to the library. */
export interface Question {
  /** Unit-length vector of the space; null if nothing is ranked: then the newest photos come first. */
  vector: Float32Array | null;
  /** Only photos that pass are scored at all. */
  filter: Filter;
  /** Left out: the photo that is itself the query. */
  without: PhotoNo | null;
  /** So many of the best; there may be more, see `total`. None: only `total` and `spread` are asked for. */
  limit: number;
}

export interface Ranking {
  /** Best first, at most `limit`. */
  photos: Uint32Array<ArrayBuffer>;
  /**
   * Cosines, -1..1, in the same order; 0 if nothing was ranked. The first hundred are exact, those
   * after them within the error of 8 bits.
   */
  scores: Float32Array<ArrayBuffer>;
  /**
   * Position of the first photo in this ranking that each is nearly identical to; its own where there
   * is none, and beyond the first hundred.
   */
  stacks: Uint32Array<ArrayBuffer>;
  /** Photos that passed the filter. */
  total: number;
  /** Of the scores of all that passed. */
  spread: Spread;
}

/** Exact cosines of photos with several vectors, and the sums of both softmaxes over them. */
export interface Matrix extends LogSums {
  photos: Uint32Array<ArrayBuffer>;
  /** A row for each photo, in the same order, with one score for each vector. */
  scores: Float32Array<ArrayBuffer>;
}

export interface SearchWorker {
  /**
   * Loads the vectors of a space and from then on follows the library by itself. May be called again
   * for another space; until that is loaded, the old one answers.
   * @throws Problem `newer-library`, `no-storage`
   */
  open(space: SpaceId, dimension: number): Promise<void>;
  rank(question: Question): Promise<Ranking>;
  /** The embedding of a photo; null if it has none (yet). */
  vectorOf(photo: PhotoNo): Promise<Float32Array<ArrayBuffer> | null>;
  /**
   * Scores every photo that passes with each of several vectors.
   * @param vectors `count` unit-length vectors of the space, one after the other
   */
  matrix(vectors: Float32Array, count: number, filter: Filter): Promise<Matrix>;
  /** What the library has to filter by. */
  facets(): Promise<Facets>;
}
