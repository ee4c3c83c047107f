/** Directions from judged photos: a query's, corrected, and those of own words. */

import { type Judgement, verdicts } from '#core/judging';
import { type Direction, taught, varianceAlong } from '#core/teaching';
import { addScaled, dot } from '#core/vector';
import type { OpenSpace } from './active-space';
import type { Background } from './calibration';

/**
 * Photos without an embedding, or that are gone, say nothing.
 * @param query null if nothing but judgements is asked
 * @param photos the library's sample
 */
export async function taughtDirection(
  query: Direction | null,
  judgements: readonly Judgement[],
  { plain, centre }: Background,
  { search }: OpenSpace,
): Promise<Direction | null> {
  // In one order, so that the same judgements give the same numbers.
  const judged = [...verdicts(judgements)].sort(([a], [b]) => a - b);
  const vectors = await Promise.all(judged.map(([photo]) => search.vectorOf(photo)));
  const of = (wanted: boolean) =>
    vectors.flatMap((vector, i) => (vector && judged[i]?.[1] === wanted ? vector : []));
  return taught(query, { more: of(true), not: of(false) }, { sample: plain, centre });
}

/**
 * Adds an own word to a sum of terms. Photos differ far more along other photos than along a text: so the word is
 * scaled until unrelated photos differ as much along both, and neither drowns the other.
 * @param deviation of unrelated scores along a term of unit length
 * @returns the mean score of unrelated photos on what was added; null if none of the word's photos is known
 */
export async function addOwnWord(
  sum: Float32Array,
  judgements: readonly Judgement[],
  { weight, deviation }: { weight: number; deviation: number },
  photos: Background,
  open: OpenSpace,
): Promise<number | null> {
  const word = await taughtDirection(null, judgements, photos, open);
  if (!word) return null;
  const own = Math.sqrt(varianceAlong(word.vector, { sample: photos.plain, centre: photos.centre }));
  const scale = (weight * deviation) / Math.max(own, 1e-6);
  addScaled(sum, word.vector, scale);
  return scale * dot(word.vector, photos.centre);
}
