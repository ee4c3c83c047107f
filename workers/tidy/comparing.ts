/**
 * Every photo with every other: first in 16 bits, which finds all pairs that are near enough and a few that
 * nearly are, then those alone in floats, as exact as the embeddings themselves.
 */

import { thresholdOf } from '#core/likeness';
import type { PhotoNo } from '#core/photo';
import { addScaled, dot } from '#core/vector';
import type { Told } from './contract';
import { FixedRows } from './fixed-rows';
import { PairList } from './pair-list';
import type { EachVector } from './vectors';

export interface Compared {
  pairs: PairList;
  /** Cosine of unrelated photos in this space, as this library has it. */
  unlike: number;
}

/** What most photos of a library have in common, if only the model's way to see, is no more than this. */
const MOST_UNLIKE = 0.5;

/** @param apart pairs that are farther apart are of no interest; see core/likeness */
export async function compareAll(
  eachVector: EachVector,
  dimension: number,
  apart: number,
  told: Told,
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
  const near = nearPairs(rows, photos, thresholdOf(apart, unlike), told);
  // Where there were too many pairs the floor has risen: below it some are missing.
  const pairs = await exactly(near, eachVector, near.floor + rows.error);
  return { pairs, unlike };
}

/**
 * The mean cosine of two photos. It falls out of the sum of all embeddings, whose square is the sum of all
 * cosines. Where a library has but one subject the mean says nothing about unrelated photos: hence a bound.
 */
function unlikeOf(sum: Float32Array, photos: number): number {
  const mean = (dot(sum, sum) - photos) / Math.max(1, photos * (photos - 1));
  return Math.min(MOST_UNLIKE, Math.max(0, mean));
}

function nearPairs(rows: FixedRows, photos: readonly PhotoNo[], least: number, told: Told): PairList {
  const list = new PairList(least - rows.error);
  const { blocks } = rows;
  const all = (blocks * (blocks + 1)) / 2;
  let done = 0;
  let percent = 0;
  for (let a = 0; a < blocks; a++) {
    for (let b = a; b < blocks; b++) {
      rows.pairs(a, b, list.floor, (i, j, cosine) => {
        list.add(photos[i] as PhotoNo, photos[j] as PhotoNo, cosine);
      });
      done++;
      if (done * 100 >= (percent + 1) * all) {
        percent = Math.floor((done * 100) / all);
        told(percent / 100);
      }
    }
  }
  return list;
}

/** The same pairs by their floats, which only the photos among them are asked for. */
async function exactly(near: PairList, eachVector: EachVector, floor: number): Promise<PairList> {
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
    // Removed from the library meanwhile.
    return one && other ? dot(one, other) : -1;
  };
  return near.rescored(cosineOf, floor);
}
