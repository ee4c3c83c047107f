/**
 * From scores to words: how sure we are that a photo is what was asked for.
 *
 * A score alone says little: every model has its own scale, and every query scores differently in a
 * library. So a match is judged against the scores of unrelated photos for this very query, and against
 * the number of photos: the more there are, the higher the best unrelated one scores by chance.
 */

export type Strength = 'strong' | 'good' | 'maybe';

/** The distribution of a query's scores over all photos that were compared. */
export interface Spread {
  count: number;
  mean: number;
  /** Standard deviation. */
  deviation: number;
}

/** The distribution of the scores of unrelated pairs. */
export type Unrelated = Omit<Spread, 'count'>;

/** Share of matches that may be wrong (false discovery rate): one in fifty for "strong". */
export const STRONG_ERROR = 0.02;

/** The same for "good", unless the user has moved the line: one in five. */
export const GOOD_ERROR = 0.2;

/** Where the user may put that line, from strict to generous. */
export const LINES: readonly number[] = [0.05, 0.1, GOOD_ERROR, 0.35, 0.6];

/** The weight of the background queries, in photos: a library of a few photos has no spread of its own. */
const BACKGROUND_WEIGHT = 30;

/**
 * In a library full of what is asked for, scores are high and widely spread although all photos are
 * related. So a query's own spread is believed only within these bounds, in deviations of the background.
 */
const NARROWEST = 0.75;
const WIDEST = 1.3;
const HIGHEST = 0.5;

/** Mean and deviation over several queries that have nothing to do with each other. */
export function pooled(spreads: readonly Spread[]): Unrelated {
  const mean = average(spreads.map((spread) => spread.mean));
  const variance = average(spreads.map(({ deviation }) => deviation ** 2));
  // One photo, or copies of one, have no deviation. A floor keeps certainty finite.
  return { mean, deviation: Math.max(Math.sqrt(variance), 1e-3) };
}

/** The distribution of this query's unrelated photos: its own spread, bounded by the background's. */
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
 * How many of the best matches can be taken before the expected share of wrong ones exceeds `error`:
 * the procedure of Benjamini and Hochberg (1995), with unrelated scores taken as normal.
 * @param scores best first
 * @param photos number of photos that were compared
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
