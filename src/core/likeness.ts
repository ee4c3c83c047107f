/** How near two photos must be to count as alike, from "nearly identical" to "similar". */

/** The slider's first position, between "nearly identical", 0, and "similar", 1. */
export const FIRST_LIKENESS = 0.3;

/** Distances as fractions of the distance to an unrelated photo. */
const NEAREST = 0.02;
const FARTHEST = 0.3;

/**
 * Largest distance between copies of one photo. Generous, because their thumbnails are compared as well: with the
 * starter a halved picture of an igloo is at 0.33 (workers/tidy/README.md).
 */
export const MAX_COPY_DISTANCE = 0.35;

/**
 * Returns the largest distance between photos of this likeness, as a fraction of the distance to an unrelated
 * photo.
 * @param likeness 0 nearly identical .. 1 similar
 */
export function maxDistanceOf(likeness: number): number {
  return NEAREST + likeness * (FARTHEST - NEAREST);
}

/**
 * Returns the smallest cosine of photos that are at most `maxDistance` from each other.
 * @param unlike cosine of unrelated photos in the space
 */
export function thresholdOf(maxDistance: number, unlike: number): number {
  return 1 - maxDistance * (1 - unlike);
}
