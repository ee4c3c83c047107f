/** From scores to words: how sure we are that a photo is what was asked for. */

export type Strength = 'strong' | 'good' | 'maybe';

/** Mean and standard deviation of the cosines of unrelated pairs in a space. */
export interface UnrelatedScores {
  mean: number;
  deviation: number;
}

/**
 * How far above the unrelated a match must be, in standard deviations.
 * How they were chosen stands in ARCHITECTURE.md, "Strength".
 */
const STRONG = 3;
const GOOD = 2;

/** Strength of one score. */
export function strengthOf(score: number, unrelated: UnrelatedScores): Strength {
  const above = (score - unrelated.mean) / unrelated.deviation;
  if (above >= STRONG) return 'strong';
  return above >= GOOD ? 'good' : 'maybe';
}

/** How the scores of a query lie over all photos that were looked at. */
export interface Spread {
  count: number;
  mean: number;
  /** Standard deviation. */
  deviation: number;
}
