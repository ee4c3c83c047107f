/** What the search worker offers. */

import type { Facets, Filter } from '#core/filter';
import type { LogSums } from '#core/labels';
import type { Occasion } from '#core/occasion';
import type { Frame, GeoPoint, PhotoNo } from '#core/photo';
import type { Spread } from '#core/rank';
import type { SpaceId } from '#core/space';
import type { Trip } from '#core/trips';
import type { WallTime } from '#core/wall-clock';

/** Photos that are found by their words for one question, at most: more than anybody looks through. */
export const MOST_WRITTEN = 300;

/** Words of this rarity or more say which photo is meant; see `Written.rarity`. */
export const RARE = 0.5;

/** A request for a ranking of the library's photos. */
export interface Question {
  /** Unit-length vector of the space. If null, nothing is scored and the newest photos come first. */
  vector: Float32Array | null;
  /** Only photos that pass are scored. */
  filter: Filter;
  /** What is looked for among the words in photos too. */
  words?: string;
  /** Photo to leave out: the one that is itself the query. */
  without: PhotoNo | null;
  /** Largest number of photos to return, best first; 0 if only `total` and `spread` are needed. */
  limit: number;
}

/** A photo that has the words of a question. */
export interface Written {
  photo: PhotoNo;
  /** The words are there as such; inside longer words, or only some of them; with look-alikes or a wrong symbol. */
  kind: 'whole' | 'part' | 'near';
  /** How few photos have them, 0..1: a half if their number is the square root of all. */
  rarity: number;
  /** In which of the photo's lines they are, in ascending order. */
  lines: readonly number[];
  /** Cosine with the question's vector, -1..1; 0 if nothing was scored. */
  score: number;
}

export interface Ranking {
  /** Best first, at most `limit`. */
  photos: Uint32Array<ArrayBuffer>;
  /** The pictures that answer for their videos, where they are further ones. A video answers with its best alone. */
  frames: readonly Frame[];
  /**
   * Cosines, -1..1, in the same order; 0 if nothing was scored. The first hundred are exact, the others
   * within the error of 8 bits.
   */
  scores: Float32Array<ArrayBuffer>;
  /**
   * For each photo the position in this ranking of the first that is nearly identical to it; its own
   * position if there is no such photo, and beyond the first hundred.
   */
  stacks: Uint32Array<ArrayBuffer>;
  /** The words in photos are not looked through yet, or the tiles: to be asked again in a moment. */
  unread?: true;
  /** Photos that pass and have the words, best first; at most `MOST_WRITTEN`. */
  written: readonly Written[];
  /** Photos that passed the filter, but for `without`; if scored, only those with an embedding. */
  total: number;
  /** Distribution of the scores of these photos and of each picture of videos; all 0 if nothing was scored. */
  spread: Spread;
}

/** Exact cosines of photos with several vectors, and the log-sum-exps of both softmaxes over them. */
export interface Matrix extends LogSums {
  photos: Uint32Array<ArrayBuffer>;
  /** Photos x vectors, in the order of `photos`. */
  scores: Float32Array<ArrayBuffer>;
}

/** The photos of which it is known where they were taken. */
export interface Located {
  /** From the south to the north. */
  photos: Uint32Array<ArrayBuffer>;
  /** Degrees, in the same order. */
  latitudes: Float64Array<ArrayBuffer>;
  longitudes: Float64Array<ArrayBuffer>;
  /** The newest first. */
  trips: readonly Trip[];
}

export interface SearchWorker {
  /**
   * Loads the vectors of a space, and from then on follows the library's events. If it is called again for
   * another space, the old one answers until the new one is loaded.
   * @throws Problem `newer-library`, `no-storage`
   */
  open(space: SpaceId, dimension: number): Promise<void>;
  rank(question: Question): Promise<Ranking>;
  /** Returns the embedding of a photo; null if it has none yet, or no space is loaded. */
  vectorOf(photo: PhotoNo): Promise<Float32Array<ArrayBuffer> | null>;
  /**
   * Scores every photo that passes the filter with each of several vectors.
   * @param vectors count x dimension: unit-length vectors of the space
   */
  matrix(vectors: Float32Array, count: number, filter: Filter): Promise<Matrix>;
  /** Returns the values that the library's photos can be filtered by. */
  facets(): Promise<Facets>;
  /** Returns where photos were taken, and the trips among them. */
  located(): Promise<Located>;
  /** Returns where photos were taken: one point of each square of a tenth of a degree. */
  takenAt(): Promise<readonly GeoPoint[]>;
  /** Returns what the library offers by itself on a day; see `occasionsOf`. */
  occasions(today: WallTime): Promise<readonly Occasion[]>;
  /** Returns the names of people, but for hidden ones; null if no faces are looked for. */
  people(): Promise<readonly string[] | null>;
}
