/** What the tidy worker offers: photos that are alike, and a map of them all. It reads the store and writes nothing. */

import type { PhotoNo } from '#core/photo';
import type { SpaceId } from '#core/space';

/** Hears how far a piece of work is, 0..1; at most once a percent. */
export type Told = (share: number) => void;

/** What made a photo the best of its group, before the others. */
export type BestBy = 'pixels' | 'sharpness' | 'bytes' | 'age';

/** Photos that are alike. Each is at least as near to the best of them as was asked for. */
export interface AlikeGroup {
  /** The best first, then the nearest to it. At least two. */
  photos: GroupedPhoto[];
  bestBy: BestBy;
  /** Taken by a camera within seconds of each other. */
  burst: boolean;
}

export interface GroupedPhoto {
  photo: PhotoNo;
  /** With the best of the group; 1 for itself. */
  cosine: number;
  /** Size of the original. */
  bytes: number;
}

export interface Likeness {
  /** How far from the best of the group, as a part of the way to an unrelated photo; see core/likeness. */
  apart: number;
  /** Only copies: they also look the same point by point, brightness aside. */
  copies: boolean;
}

/** Where each photo is on the map. */
export interface Projection {
  photos: Uint32Array<ArrayBuffer>;
  /** Two numbers a photo, each 0..1; photos that show like things are near each other. */
  places: Float32Array<ArrayBuffer>;
}

export interface TidyWorker {
  /**
   * Compares all photos that have an embedding in the space. `groups` answers from then on.
   * @param apart the farthest that will be asked for; see `Likeness`
   * @throws Problem `newer-library`, `no-storage`
   */
  compare(space: SpaceId, dimension: number, apart: number, told: Told): Promise<void>;
  /** Groups of what was compared last, as far as it is still in the library; what frees most first. */
  groups(likeness: Likeness, told: Told): Promise<AlikeGroup[]>;
  /** The same photos give the same map each time. */
  project(space: SpaceId, dimension: number, told: Told): Promise<Projection>;
}
