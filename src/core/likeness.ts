/**
 * How near two photos must be to count as alike, from "nearly identical" to "similar". Distances are fractions of the
 * distance to an unrelated photo, because models put unrelated photos at cosines from 0 to 0.5.
 */

import { dot } from './vector';

/** The slider's first position, between "nearly identical", 0, and "similar", 1. */
export const FIRST_LIKENESS = 0.3;

const NEAREST = 0.02;
const FARTHEST = 0.3;

/**
 * Largest distance between photos that search shows as one stack, whatever the slider says. workers/search/README.md,
 * "Stacks", says how it was chosen.
 */
export const MAX_STACK_DISTANCE = 0.056;

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

/** Upper bound of `unlikeOf`. */
const MOST_UNLIKE = 0.5;

/**
 * Returns the cosine of unrelated photos in a space: the mean cosine of two photos. It follows from the sum of all
 * embeddings, whose square is the sum of all cosines. If a library has only one subject, the mean says nothing about
 * unrelated photos: hence it is at most 0.5.
 * @param sum of the embeddings of all photos, or of a sample
 * @param photos number of embeddings in the sum
 */
export function unlikeOf(sum: Float32Array, photos: number): number {
  const mean = (dot(sum, sum) - photos) / Math.max(1, photos * (photos - 1));
  return Math.min(MOST_UNLIKE, Math.max(0, mean));
}
