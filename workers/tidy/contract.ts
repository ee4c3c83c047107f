/** What the tidy worker offers: groups of similar photos, and a map of all. It only reads the store. */

import type { Likable } from '#core/best';
import type { PhotoNo } from '#core/photo';
import type { SpaceId } from '#core/space';

/** Called with the progress of the work, 0..1. */
export type OnProgress = (share: number) => void;

/** The first criterion by which a photo is the best of its group. */
export type BestBy = 'pixels' | 'sharpness' | 'bytes' | 'age';

/** Similar photos, each within the requested distance of the best of them. */
export interface AlikeGroup {
  /** The best first, then the others by their distance from it. At least two. */
  photos: GroupedPhoto[];
  bestBy: BestBy;
  /** Whether a camera took them within seconds of each other. */
  burst: boolean;
}

export interface GroupedPhoto {
  photo: PhotoNo;
  /** Cosine with the best of the group; 1 for the best itself. */
  cosine: number;
  /** Size of the original file. */
  bytes: number;
}

export interface Likeness {
  /** From the best of the group, as a fraction of the distance to an unrelated photo; see core/likeness. */
  maxDistance: number;
  /** Only copies: their thumbnails must match as well, whatever their brightness. */
  copies: boolean;
}

/** Position of each photo on the map. */
export interface Projection {
  photos: Uint32Array<ArrayBuffer>;
  /** x and y of each photo, each 0..1; similar photos are near each other. */
  places: Float32Array<ArrayBuffer>;
}

export interface TidyWorker {
  /**
   * Compares all photos that have an embedding in the space. `groups` then answers from the result.
   * @param maxDistance largest distance that `groups` will be called with; see `Likeness`
   * @throws Problem `newer-library`, `no-storage`
   */
  compare(space: SpaceId, dimension: number, maxDistance: number, onProgress: OnProgress): Promise<void>;
  /** Groups what was compared last, without photos removed since; the group that frees most bytes first. */
  groups(likeness: Likeness, onProgress: OnProgress): Promise<AlikeGroup[]>;
  /**
   * Chooses the best of a month's photos; see `chooseBest`.
   * @param space whose vectors say which are alike; where a photo has none, their thumbnails do
   */
  best(space: SpaceId, photos: readonly Likable[]): Promise<PhotoNo[]>;
  /** Lays out the map. Deterministic: the same photos give the same map. */
  project(space: SpaceId, dimension: number, onProgress: OnProgress): Promise<Projection>;
}
