/** The three measures of how a photo matches a text. */

import { probability } from '#core/labels';
import { rowOf } from '#core/vector';
import type { Scores } from '#session/labels/contract';
import { formatScore } from '../i18n';
import { formatShare } from '../i18n/amounts';
import type { Cell } from './ScoreTable';
import type { Measure } from './shown';

export function measured(
  { texts, cosines, perPhoto, perText }: Scores,
  by: Measure,
  row: number,
  text: number,
) {
  const cosine = cosines[row * texts.length + text] as number;
  switch (by) {
    case 'cosine':
      return cosine;
    case 'perPhoto':
      return probability(cosine, perPhoto[row] as number);
    case 'perText':
      return probability(cosine, perText[text] as number);
  }
}

/** Returns the cell of a photo and a text. It is strong if the text fits the photo best. */
export function cellOf(scores: Scores, by: Measure, row: number, text: number): Cell {
  const value = measured(scores, by, row, text);
  const count = scores.texts.length;
  const own = rowOf(scores.cosines, row, count);
  const cosine = own[text] as number;
  const strong = own.every((other) => other <= cosine);
  return { text: by === 'cosine' ? formatScore(value) : formatShare(value), share: value, strong };
}

/** Rounds to seven digits, the precision of a 32-bit float, to cut off noise. */
export function written(value: number): number {
  return Number(value.toPrecision(7));
}
