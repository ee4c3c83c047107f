/** Probabilities of a line's steps -> its text (connectionist temporal classification). */

import { BLANK } from './dictionary';

export interface Reading {
  text: string;
  /** Mean probability of the characters; 0 without any. */
  score: number;
}

/**
 * Takes the most probable class of each step, joins repeats, and drops blanks.
 * @param probabilities steps x classes
 * @param classes text of each class; the first is the blank
 */
export function readSteps(probabilities: Float32Array, classes: readonly string[]): Reading {
  let text = '';
  let sum = 0;
  let count = 0;
  let last = BLANK;
  for (let from = 0; from < probabilities.length; from += classes.length) {
    let best = 0;
    for (let i = 1; i < classes.length; i++) {
      if ((probabilities[from + i] as number) > (probabilities[from + best] as number)) best = i;
    }
    if (best !== BLANK && best !== last) {
      text += classes[best];
      sum += probabilities[from + best] as number;
      count++;
    }
    last = best;
  }
  return { text, score: count > 0 ? sum / count : 0 };
}
