/**
 * From scores to words: how sure we are that a photo is what was asked for.
 *
 * A score alone says little: every model has its own scale, and every query its own luck with a
 * library. So a match is judged against what unrelated photos get for this very query, and against
 * how many photos there are: the more, the higher the best of the unrelated ones stand.
 */

export type Strength = 'strong' | 'good' | 'maybe';

/** How the scores of a query lie over all photos that were looked at. */
export interface Spread {
  count: number;
  mean: number;
  /** Standard deviation. */
  deviation: number;
}

/** Where scores of unrelated pairs lie. */
export type Unrelated = Omit<Spread, 'count'>;

/** Share of matches that may be wrong: "strong" stands for one in twenty. */
export const STRONG_ERROR = 0.05;

/** The same for "good", where the user has not moved the line: one in five. */
export const GOOD_ERROR = 0.2;

/** Where the user may put that line, from strict to generous. */
export const LINES: readonly number[] = [0.05, 0.1, GOOD_ERROR, 0.35, 0.6];

/** So many photos weigh as much as what background queries say. A few photos have no spread of their own. */
const BACKGROUND_WEIGHT = 30;

/**
 * A library full of what is asked for lies far apart and high, all of it related. So a query's own
 * spread is believed only within these bounds, in deviations of the background.
 */
const NARROWEST = 0.75;
const WIDEST = 1.3;
const HIGHEST = 0.5;

/** Mean and deviation over several queries that have nothing to do with each other. */
export function pooled(spreads: readonly Spread[]): Unrelated {
  const mean = average(spreads.map((spread) => spread.mean));
  const variance = average(spreads.map(({ deviation }) => deviation ** 2));
  // One photo, or copies of one, have no deviation at all; nothing may be infinitely sure.
  return { mean, deviation: Math.max(Math.sqrt(variance), 1e-3) };
}

/** Where this query's unrelated photos lie: its own spread, held by the background's. */
export function unrelatedOf({ count, mean, deviation }: Spread, background: Unrelated): Unrelated {
  const own = count / (count + BACKGROUND_WEIGHT);
  const between = own * mean + (1 - own) * background.mean;
  const wide = Math.sqrt(own * deviation ** 2 + (1 - own) * background.deviation ** 2);
  const unit = background.deviation;
  return {
    mean: Math.min(between, background.mean + HIGHEST * unit),
    deviation: Math.min(Math.max(wide, NARROWEST * unit), WIDEST * unit),
  };
}

/**
 * How many of the best matches stand above the line where the expected share of wrong ones reaches
 * `error`: the procedure of Benjamini and Hochberg (1995), unrelated scores taken as normal.
 * @param scores best first
 * @param photos that were looked at
 * @param error 0..1
 */
export function countAbove(
  scores: ArrayLike<number>,
  photos: number,
  { mean, deviation }: Unrelated,
  error: number,
): number {
  for (let count = scores.length; count > 0; count--) {
    const chance = normalTail(((scores[count - 1] as number) - mean) / deviation);
    if (chance * photos <= error * count) return count;
  }
  return 0;
}

/**
 * The chance that a standard normal variable is above z.
 * erfc by the Chebyshev fit of Numerical Recipes, 2nd edition, 6.2 (fractional error below 1.2e-7).
 */
export function normalTail(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.5 * x);
  const fit = [
    0.17087277, -0.82215223, 1.48851587, -1.13520398, 0.27886807, -0.18628806, 0.09678418, 0.37409196,
    1.00002368, -1.26551223,
  ].reduce((sum, coefficient) => sum * t + coefficient, 0);
  const tail = 0.5 * t * Math.exp(-x * x + fit);
  return z >= 0 ? tail : 1 - tail;
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
