/** Which of several photos of one thing is the best to keep, and why. */

import type { Photo } from '#core/photo';
import type { BestBy } from './contract';

export type Candidate = Pick<Photo, 'no' | 'width' | 'height' | 'bytes' | 'taken' | 'takenFrom'>;

/**
 * A photo within this factor of the sharpest counts as just as sharp: saving a photo again, or brightening it, changes
 * the measure by a third; a shaken hand by many times.
 */
const AS_SHARP = 1.5;
/** Photos further apart than this, in milliseconds, are no burst. */
const BURST_GAP = 4_000;

export interface Best {
  photo: Candidate;
  /** What it has before all others; where several criteria say so, the first. */
  by: BestBy;
}

/** The larger first, then the larger file, then the one that came first: all that is known without looking. */
export function byFacts(a: Candidate, b: Candidate): number {
  return pixelsOf(b) - pixelsOf(a) || b.bytes - a.bytes || a.no - b.no;
}

export function pixelsOf({ width, height }: Candidate): number {
  return width * height;
}

/**
 * One criterion after the other takes out those that fall behind, until one is left: resolution, sharpness,
 * file size; at last the one that came first.
 * @param sharpnessOf only says something among photos of the same size
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

/** Whether a camera took them one right after the other. */
export function isBurst(photos: readonly Candidate[]): boolean {
  if (photos.some(({ takenFrom }) => takenFrom !== 'camera')) return false;
  const times = photos.map(({ taken }) => taken).sort((a, b) => a - b);
  return times.every((time, i) => i === 0 || time - (times[i - 1] as number) <= BURST_GAP);
}
