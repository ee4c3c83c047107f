/** Assigns labels to photos by likelihood. Photos are given by their row in the scores. */

import type { Judging } from '#core/labels';
import { rowOf } from '#core/vector';
import type { Scores } from '#session/labels/contract';

export interface Sorted {
  /** For each label the photos that have it, best fit first. */
  labelled: readonly (readonly number[])[];
  /** Photos for which "none of these" is likelier than any label. */
  none: readonly number[];
  /** Photos whose likeliest label is not likely enough. */
  unsure: readonly number[];
  /** Index of the likeliest label of each photo. */
  best: Uint16Array;
}

/**
 * Assigns labels to photos.
 * @param likely photos x labels, see `judge`
 * @param atLeast minimum likelihood of a label, 0..1
 */
export function sortPhotos(scores: Scores, likely: Float32Array, judging: Judging, atLeast: number): Sorted {
  const count = scores.texts.length;
  const labelled: number[][] = scores.texts.map(() => []);
  const none: number[] = [];
  const unsure: number[] = [];
  const best = new Uint16Array(scores.photos.length);
  for (let row = 0; row < scores.photos.length; row++) {
    const own = rowOf(likely, row, count);
    const first = indexOfLargest(own);
    const [top, rest] = [own[first] as number, 1 - total(own)];
    best[row] = first;
    const isNone = judging.several ? top < 0.5 : judging.none && rest > top;
    // The user's threshold has priority: with several labels, a label above a low threshold is not "none".
    if (isNone && !(judging.several && top >= atLeast)) none.push(row);
    else if (top < atLeast) unsure.push(row);
    else if (!judging.several) labelled[first]?.push(row);
    else {
      own.forEach((value, label) => {
        if (value >= atLeast) labelled[label]?.push(row);
      });
    }
  }
  labelled.forEach((rows, label) => {
    // Many likelihoods are almost 1; the cosines still differ.
    const closeness = (row: number) => scores.cosines[row * count + label] as number;
    rows.sort((a, b) => closeness(b) - closeness(a));
  });
  return { labelled, none, unsure, best };
}

function indexOfLargest(values: Float32Array): number {
  let largest = 0;
  for (let i = 1; i < values.length; i++) {
    if ((values[i] as number) > (values[largest] as number)) largest = i;
  }
  return largest;
}

function total(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
