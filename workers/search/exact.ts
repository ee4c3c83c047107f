/** Re-ranks the best of a scan with full vectors, and stacks those that are nearly identical. */

import type { PhotoNo } from '#core/photo';
import { dot } from '#core/vector';

/**
 * Number of photos that are re-ranked. The scan's 8 bits can shift a photo by a few ranks, but not one of the
 * true first ten beyond these. Reading more vectors would take longer than the scan.
 */
export const EXACT = 100;

export interface Ranked {
  photos: Uint32Array<ArrayBuffer>;
  scores: Float32Array<ArrayBuffer>;
  stacks: Uint32Array<ArrayBuffer>;
}

interface ScoredPhoto {
  photo: PhotoNo;
  score: number;
  /** Undefined if the photo has just been removed. */
  vector: Float32Array | undefined;
}

/**
 * @param found the scan's result, best first; its beginning is re-ranked in place
 * @param vectors full vectors of the first photos of `found`; undefined for photos that were removed
 * @param identical smallest cosine of two photos that are stacked
 * @param isAlone whether a photo is never stacked: one picture of a video says little of the others
 * @param tiles scores of the same photos by their tiles; undefined for those without
 */
export function refine(
  query: Float32Array,
  found: Pick<Ranked, 'photos' | 'scores'>,
  vectors: readonly (Float32Array | undefined)[],
  identical: number,
  isAlone: (photo: PhotoNo) => boolean = () => false,
  tiles: readonly (number | undefined)[] = [],
): Ranked {
  const { photos, scores } = found;
  const rows = vectors.map((vector, i): ScoredPhoto => {
    const whole = vector ? dot(query, vector) : (scores[i] as number);
    const score = Math.max(whole, tiles[i] ?? whole);
    return { photo: photos[i] as PhotoNo, score, vector };
  });
  rows.sort((a, b) => b.score - a.score || a.photo - b.photo);
  rows.forEach(({ photo, score }, i) => {
    photos[i] = photo;
    scores[i] = score;
  });
  const stacks = Uint32Array.from(photos, (_, i) => i);
  stacks.set(stacksOf(rows, identical, isAlone));
  return { photos, scores, stacks };
}

/** Returns the position of each photo's stack. Compares only with the first of a stack, to avoid chains. */
function stacksOf(
  rows: readonly ScoredPhoto[],
  identical: number,
  isAlone: (photo: PhotoNo) => boolean,
): number[] {
  const firsts: number[] = [];
  return rows.map(({ vector, photo }, i) => {
    if (isAlone(photo)) return i;
    const same = firsts.find((first) => {
      const other = rows[first]?.vector;
      return vector && other && dot(vector, other) >= identical;
    });
    if (same === undefined) firsts.push(i);
    return same ?? i;
  });
}
