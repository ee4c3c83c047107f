/** Chooses the best of several similar photos to keep, and says why. */

import type { Photo } from '#core/photo';
import type { BestBy } from './contract';

export type Candidate = Pick<Photo, 'no' | 'width' | 'height' | 'bytes' | 'taken' | 'takenFrom'>;

/**
 * A photo within this factor of the sharpest counts as equally sharp. Saving a photo again or brightening it
 * changes the measure by up to 28 %, camera shake by many times that.
 */
const AS_SHARP = 1.5;
/** Longest time between consecutive photos of a burst, in milliseconds. */
const BURST_GAP = 4_000;

export interface Best {
  photo: Candidate;
  /** The first criterion by which it is better than all others. */
  by: BestBy;
}

/** Orders by pixels, then file size, then arrival: the criteria that need no thumbnail. */
export function byFacts(a: Candidate, b: Candidate): number {
  return pixelsOf(b) - pixelsOf(a) || b.bytes - a.bytes || a.no - b.no;
}

export function pixelsOf({ width, height }: Candidate): number {
  return width * height;
}

/**
 * Applies one criterion after the other until one photo is left: resolution, sharpness, file size, arrival.
 * @param sharpnessOf comparable only among photos of the same size
 */
export function bestOf(
  photos: readonly [Candidate, ...Candidate[]],
  sharpnessOf: (photo: Candidate) => number,
): Best {
  const [largest] = [...photos].sort(byFacts) as [Candidate];
  const large = photos.filter((photo) => pixelsOf(photo) === pixelsOf(largest));
  if (large.length === 1) return { photo: largest, by: 'pixels' };
  const sharpest = Math.max(...large.map(sharpnessOf));
  const [best, second] = large.filter((photo) => sharpnessOf(photo) * AS_SHARP >= sharpest).sort(byFacts);
  const photo = best ?? largest;
  if (!second) return { photo, by: 'sharpness' };
  return { photo, by: photo.bytes > second.bytes ? 'bytes' : 'age' };
}

/** Whether a camera took the photos in a burst, each within `BURST_GAP` of the one before. */
export function isBurst(photos: readonly Candidate[]): boolean {
  if (photos.some(({ takenFrom }) => takenFrom !== 'camera')) return false;
  const times = photos.map(({ taken }) => taken).sort((a, b) => a - b);
  return times.every((time, i) => i === 0 || time - (times[i - 1] as number) <= BURST_GAP);
}
