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
const STRONG = 4;
const GOOD = 2.5;

/** Strength of one score. */
export function strengthOf(score: number, unrelated: UnrelatedScores): Strength {
  const above = (score - unrelated.mean) / unrelated.deviation;
  if (above >= STRONG) return 'strong';
  return above >= GOOD ? 'good' : 'maybe';
}

/**
 * Where a ranking passes from one strength to the next.
 * @param scores best first
 * @returns the parts that are not empty, as index ranges [from, to)
 */
export function strengthParts(
  scores: ArrayLike<number>,
  unrelated: UnrelatedScores,
): { strength: Strength; from: number; to: number }[] {
  const parts: { strength: Strength; from: number; to: number }[] = [];
  for (let i = 0; i < scores.length; i++) {
    const strength = strengthOf(scores[i] as number, unrelated);
    const last = parts.at(-1);
    if (last?.strength === strength) last.to = i + 1;
    else parts.push({ strength, from: i, to: i + 1 });
  }
  return parts;
}
