/** From a question to a ranking: filter, scan, and the best of it exactly. */

import type { Question, Ranking } from './contract';
import { EXACT, refine } from './exact';
import type { Facts } from './facts';
import type { Follower } from './follower';
import type { ScanResult } from './scanner';

/** By likeness to the question's vector. */
export async function rank(
  { vector, filter, without, limit }: Question,
  follower: Follower | undefined,
  facts: Facts,
): Promise<Ranking> {
  // A query that was on its way while the space changed has no answer in the new one.
  if (!vector || vector.length !== follower?.dimension) return unranked([], 0);
  const passing = await facts.passing(filter);
  if (limit === 0) {
    const found = await follower.scanner.find({ vector, passing, without, limit: 1 });
    return { ...unranked([], found.count), spread: spreadOf(found) };
  }
  // Among the first hundred in 8 bits are the true first ten, whatever is asked for.
  const found = await follower.scanner.find({ vector, passing, without, limit: Math.max(limit, EXACT) });
  const vectors = await follower.full.of(found.photos.subarray(0, EXACT));
  const { photos, scores, stacks } = refine(vector, found, vectors);
  return {
    photos: photos.slice(0, limit),
    scores: scores.slice(0, limit),
    stacks: stacks.slice(0, limit),
    total: found.count,
    spread: spreadOf(found),
  };
}

/** By date, the newest first; photos without a vector (yet) are among them. */
export async function newest({ filter, without, limit }: Question, facts: Facts): Promise<Ranking> {
  const photos = (await facts.newest(filter)).filter((no) => no !== without);
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
