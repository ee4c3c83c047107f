/** How near two photos must be to be called alike, from "nearly identical" to "similar". */

/** Where the slider starts: between "nearly identical", 0, and "similar", 1. */
export const FIRST_LIKENESS = 0.3;

/** The way from one photo to an unrelated one is 1; these are parts of it. */
const NEAREST = 0.02;
const FARTHEST = 0.3;

/** How far copies of one photo may be from each other: they are told by their looks, not by this. */
export const COPIES_APART = FARTHEST;

/**
 * How far photos that are so much alike may be from each other, as a part of the way to an unrelated photo.
 * @param likeness 0 nearly identical .. 1 similar
 */
export function apartOf(likeness: number): number {
  return NEAREST + likeness * (FARTHEST - NEAREST);
}

/**
 * The lowest cosine of photos that far apart.
 * @param unlike cosine of unrelated photos in the space
 */
export function thresholdOf(apart: number, unlike: number): number {
  return 1 - apart * (1 - unlike);
}
