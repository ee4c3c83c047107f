/** Answers a question with a ranking: filters, scans, and re-ranks the best exactly. */

import { MAX_STACK_DISTANCE, thresholdOf } from '#core/likeness';
import type { Question, Ranking } from './contract';
import { EXACT, refine } from './exact';
import type { Follower } from './follower';
import type { PhotoFields } from './photo-fields';
import type { ScanResult } from './scanner';

/** Ranks by cosine with the question's vector. */
export async function rank(
  { vector, filter, without, limit }: Question,
  follower: Follower | undefined,
  fields: PhotoFields,
): Promise<Ranking> {
  // A query that was in flight while the space changed has no answer in the new space.
  if (!vector || vector.length !== follower?.dimension) return unranked([], 0);
  const passing = await fields.passing(filter);
  if (limit === 0) {
    const found = await follower.scanner.find({ vector, passing, without, limit: 1 });
    return { ...unranked([], found.count), spread: spreadOf(found) };
  }
  // The first hundred in 8 bits contain the true first ten, so at least these are selected.
  const found = await follower.scanner.find({ vector, passing, without, limit: Math.max(limit, EXACT) });
  const vectors = await follower.full.of(found.photos.subarray(0, EXACT));
  const identical = thresholdOf(MAX_STACK_DISTANCE, follower.unlike);
  const { photos, scores, stacks } = refine(vector, found, vectors, identical);
  return {
    photos: photos.slice(0, limit),
    scores: scores.slice(0, limit),
    stacks: stacks.slice(0, limit),
    total: found.count,
    spread: spreadOf(found),
  };
}

/** Lists by date, the newest first. Includes photos without an embedding. */
export async function newest({ filter, without, limit }: Question, fields: PhotoFields): Promise<Ranking> {
  const photos = (await fields.newest(filter)).filter((no) => no !== without);
  return unranked(photos.slice(0, limit), photos.length);
}

function unranked(photos: readonly number[], total: number): Ranking {
  return {
    photos: Uint32Array.from(photos),
    scores: new Float32Array(photos.length),
    stacks: Uint32Array.from(photos, (_, i) => i),
    total,
    spread: { count: 0, mean: 0, deviation: 0 },
  };
}

function spreadOf({ count, sum, squares }: ScanResult): Ranking['spread'] {
  if (count === 0) return { count, mean: 0, deviation: 0 };
  const mean = sum / count;
  return { count, mean, deviation: Math.sqrt(Math.max(0, squares / count - mean * mean)) };
}
