/** Chooses the best photos of a month, from thumbnails and vectors that are stored already. */

import { candidatesOf, chooseBest, type Likable } from '#core/best';
import { FIRST_LIKENESS, maxDistanceOf, thresholdOf, unlikeOf } from '#core/likeness';
import type { PhotoNo } from '#core/photo';
import type { SpaceId } from '#core/space';
import { dot } from '#core/vector';
import { vectorsOf } from '#store/vectors';
import { isCopy } from './appearance';
import type { Appearances } from './appearances';

export async function bestOfMonth(
  space: SpaceId,
  photos: readonly Likable[],
  appearances: Pick<Appearances, 'read' | 'of'>,
): Promise<PhotoNo[]> {
  const candidates = candidatesOf(photos);
  const nos = candidates.map(({ no }) => no);
  const [stored] = await Promise.all([vectorsOf(space, nos), appearances.read(nos, () => undefined)]);
  const vectors = new Map(nos.map((no, i) => [no, stored[i]]));
  const threshold = thresholdOf(maxDistanceOf(FIRST_LIKENESS), unlikeIn(stored));
  const isTwice = (a: PhotoNo, b: PhotoNo) => {
    const [one, other] = [vectors.get(a), vectors.get(b)];
    if (one && other) return dot(one, other) >= threshold;
    const [seen, seenToo] = [appearances.of(a), appearances.of(b)];
    return seen !== null && seenToo !== null && isCopy(seen, seenToo);
  };
  const measured = candidates.map((photo) => ({
    ...photo,
    sharpness: appearances.of(photo.no)?.sharpness ?? null,
  }));
  return chooseBest(measured, isTwice);
}

/** Cosine of unrelated photos, as far as the photos of one month tell it. */
function unlikeIn(stored: readonly (Float32Array | undefined)[]): number {
  const known = stored.filter((vector) => vector !== undefined);
  const [first] = known;
  if (!first) return 0;
  const sum = new Float32Array(first.length);
  for (const vector of known) for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + (vector[i] ?? 0);
  return unlikeOf(sum, known.length);
}
