/** What the user said of photos of an answer: more like these, or not these. */

import type { PhotoNo } from './photo';

/** One step, which is undone as a whole. */
export interface Judgement {
  photos: readonly PhotoNo[];
  wanted: boolean;
}

/** Of each photo the verdict of its last judgement. */
export function verdicts(judgements: readonly Judgement[]): Map<PhotoNo, boolean> {
  return new Map(judgements.flatMap(({ photos, wanted }) => photos.map((photo) => [photo, wanted] as const)));
}

/** One step more; or, if all of the photos were judged so already, the judgements without these photos. */
export function judgedAlso(
  judgements: readonly Judgement[],
  photos: readonly PhotoNo[],
  wanted: boolean,
): readonly Judgement[] {
  const known = verdicts(judgements);
  const isTakenBack = photos.length > 0 && photos.every((photo) => known.get(photo) === wanted);
  if (!isTakenBack) return [...judgements, { photos, wanted }];
  const gone = new Set(photos);
  return judgements
    .map((step) => ({ ...step, photos: step.photos.filter((photo) => !gone.has(photo)) }))
    .filter((step) => step.photos.length > 0);
}
