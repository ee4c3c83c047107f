/**
 * Compares every photo with every other in two passes. The first, in 16 bits, finds all pairs that are near
 * enough and a few that are slightly too far. The second scores these pairs in floats.
 */

import { thresholdOf, unlikeOf } from '#core/likeness';
import type { PhotoNo } from '#core/photo';
import { addScaled, dot } from '#core/vector';
import type { OnProgress } from './contract';
import { FixedRows } from './fixed-rows';
import { PairList } from './pair-list';
import type { EachVector } from './vectors';

export interface Compared {
  pairs: PairList;
  /** Cosine of unrelated photos in this space, measured on this library. */
  unlike: number;
}

/** @param maxDistance pairs that are farther from each other are dropped; see core/likeness */
export async function compareAll(
  eachVector: EachVector,
  dimension: number,
  maxDistance: number,
  onProgress: OnProgress,
): Promise<Compared> {
  const rows = await FixedRows.create(dimension);
  const photos: PhotoNo[] = [];
  const sum = new Float32Array(dimension);
  await eachVector((photo, vector) => {
    photos.push(photo);
    rows.append(vector);
    addScaled(sum, vector, 1);
  });
  const unlike = unlikeOf(sum, photos.length);
  const near = nearPairs(rows, photos, thresholdOf(maxDistance, unlike), onProgress);
  // If there were too many pairs, the cutoff has risen: below it, pairs are missing.
  const pairs = await exactly(near, eachVector, near.cutoff + rows.error);
  return { pairs, unlike };
}

function nearPairs(
  rows: FixedRows,
  photos: readonly PhotoNo[],
  threshold: number,
  onProgress: OnProgress,
): PairList {
  const list = new PairList(threshold - rows.error);
  const { blocks } = rows;
  const all = (blocks * (blocks + 1)) / 2;
  let done = 0;
  let percent = 0;
  for (let a = 0; a < blocks; a++) {
    for (let b = a; b < blocks; b++) {
      rows.pairs(a, b, list.cutoff, (i, j, cosine) => {
        list.add(photos[i] as PhotoNo, photos[j] as PhotoNo, cosine);
      });
      done++;
      if (done * 100 >= (percent + 1) * all) {
        percent = Math.floor((done * 100) / all);
        onProgress(percent / 100);
      }
    }
  }
  return list;
}

/** Scores the pairs in floats. Only the vectors of their photos are held in memory. */
async function exactly(near: PairList, eachVector: EachVector, cutoff: number): Promise<PairList> {
  const vectors = new Map<PhotoNo, Float32Array | null>();
  near.each(-1, (a, b) => {
    vectors.set(a, null);
    vectors.set(b, null);
  });
  await eachVector((photo, vector) => {
    if (vectors.has(photo)) vectors.set(photo, vector.slice());
  });
  const cosineOf = (a: PhotoNo, b: PhotoNo) => {
    const [one, other] = [vectors.get(a), vectors.get(b)];
    // The photo was removed from the library meanwhile.
    return one && other ? dot(one, other) : -1;
  };
  return near.rescored(cosineOf, cutoff);
}
