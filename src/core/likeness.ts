/** How near two photos must be to count as alike, from "nearly identical" to "similar". */

/** The slider's first position, between "nearly identical", 0, and "similar", 1. */
export const FIRST_LIKENESS = 0.3;

/** Distances as fractions of the distance to an unrelated photo. */
const NEAREST = 0.02;
const FARTHEST = 0.3;

/** How far copies of one photo may be apart. Generous, because their pixels are compared afterwards. */
export const COPIES_APART = FARTHEST;

/**
 * How far apart photos of this likeness may be, as a fraction of the distance to an unrelated photo.
 * @param likeness 0 nearly identical .. 1 similar
 */
export function apartOf(likeness: number): number {
  return NEAREST + likeness * (FARTHEST - NEAREST);
}

/**
 * The lowest cosine of photos that are at most `apart` from each other.
 * @param unlike cosine of unrelated photos in the space
 */
export function thresholdOf(apart: number, unlike: number): number {
  return 1 - apart * (1 - unlike);
}
