/** The best of a scan again, from the vectors in full: their true order, and which are nearly the same. */

import type { PhotoNo } from '#core/photo';
import { dot } from '#core/vector';

/**
 * So many of the best are scored exactly. The scan's 8 bits can move a photo by a few places, not from
 * the first ten beyond these; to read more would cost more than the scan.
 */
export const EXACT = 100;

/** From this cosine on two photos are shown as one; how it was chosen stands in README.md, "Stacks". */
const NEARLY_IDENTICAL = 0.95;

export interface Ranked {
  photos: Uint32Array<ArrayBuffer>;
  scores: Float32Array<ArrayBuffer>;
  stacks: Uint32Array<ArrayBuffer>;
}

interface Row {
  photo: PhotoNo;
  score: number;
  /** Undefined if the photo has just been removed. */
  vector: Float32Array | undefined;
}

/**
 * @param found best first, approximately; its beginning is put in exact order, in place
 * @param vectors of the first photos of it, in full
 */
export function refine(
  query: Float32Array,
  found: Pick<Ranked, 'photos' | 'scores'>,
  vectors: readonly (Float32Array | undefined)[],
): Ranked {
  const { photos, scores } = found;
  const rows = vectors.map((vector, i): Row => {
    const score = vector ? dot(query, vector) : (scores[i] as number);
    return { photo: photos[i] as PhotoNo, score, vector };
  });
  rows.sort((a, b) => b.score - a.score || a.photo - b.photo);
  rows.forEach(({ photo, score }, i) => {
    photos[i] = photo;
    scores[i] = score;
  });
  const stacks = Uint32Array.from(photos, (_, i) => i);
  stacks.set(stacksOf(rows));
  return { photos, scores, stacks };
}

/** Position of the first row that each is nearly identical to; only rows that start a stack are compared with. */
function stacksOf(rows: readonly Row[]): number[] {
  const firsts: number[] = [];
  return rows.map(({ vector }, i) => {
    const same = firsts.find((first) => {
      const other = rows[first]?.vector;
      return vector && other && dot(vector, other) >= NEARLY_IDENTICAL;
    });
    if (same === undefined) firsts.push(i);
    return same ?? i;
  });
}
