/** Answers a question with a ranking: filters, scans, and re-ranks the best exactly. */

import { MAX_STACK_DISTANCE, thresholdOf } from '#core/likeness';
import { dot } from '#core/vector';
import type { Question, Ranking, Written } from './contract';
import { EXACT, refine } from './exact';
import type { Follower } from './follower';
import type { FullVectors } from './full-vectors';
import type { PhotoFields } from './photo-fields';
import type { ScanResult } from './scanner';
import { exactTiles, withTiles } from './with-tiles';
import type { Hit } from './words/index';

/** Ranks by cosine with the question's vector. */
export async function rank(
  { vector, filter, words, without, limit }: Question,
  follower: Follower | undefined,
  fields: PhotoFields,
): Promise<Ranking> {
  // A query that was in flight while the space changed has no answer in the new space.
  if (!vector || vector.length !== follower?.dimension) return unranked([], 0);
  const passing = await fields.passing(filter);
  if (limit === 0) {
    const found = await follower.scanner.find({ vector, passing, without, limit: 1 });
    return { ...unranked([], found.count - follower.countFurther(passing)), spread: spreadOf(found) };
  }
  const { frames, scanner, full, tiles } = follower;
  const further = follower.countFurther(passing);
  // The first hundred in 8 bits contain the true first ten, so at least these are selected. The best rows may all be
  // pictures of a few videos.
  const most = Math.max(limit, EXACT) + further;
  const found = await scanner.find({ vector, passing, without, limit: most });
  const spread = spreadOf(found);
  const asked = { vector, passing, without, limit: Math.max(limit, EXACT), deviation: spread.deviation };
  const best = await withTiles(frames.best(found, without), tiles, asked);
  const firsts = [...best.photos.subarray(0, EXACT)];
  const [vectors, byTiles] = await Promise.all([full.of(firsts), exactTiles(firsts, tiles, asked)]);
  const identical = thresholdOf(MAX_STACK_DISTANCE, follower.unlike);
  const {
    photos: rows,
    scores,
    stacks,
  } = refine(vector, best, vectors, identical, (row) => frames.isOfVideo(row), byTiles);
  const hits = words ? fields.written(words, passing) : [];
  const shown = rows.slice(0, limit);
  return {
    photos: shown.map((row) => frames.get(row)?.photo ?? row),
    frames: [...shown].flatMap((row) => frames.get(row) ?? []),
    scores: scores.slice(0, limit),
    stacks: stacks.slice(0, limit),
    total: found.count - further,
    spread,
    ...((!hits || tiles.isLoading) && { unread: true as const }),
    written: await scored(
      (hits ?? []).filter(({ photo }) => photo !== without),
      vector,
      full,
    ),
  };
}

/** Gives photos that were found by their words their exact scores. One that is not encoded yet has 0. */
async function scored(hits: readonly Hit[], vector: Float32Array, full: FullVectors): Promise<Written[]> {
  const vectors = await full.of(hits.map(({ photo }) => photo));
  return hits.map((hit, i) => {
    const own = vectors[i];
    return { ...hit, score: own ? dot(own, vector) : 0 };
  });
}

/** Lists by date, the newest first. Includes photos without an embedding. */
export async function newest({ filter, without, limit }: Question, fields: PhotoFields): Promise<Ranking> {
  const photos = (await fields.newest(filter)).filter((no) => no !== without);
  return unranked(photos.slice(0, limit), photos.length);
}

function unranked(photos: readonly number[], total: number): Ranking {
  return {
    photos: Uint32Array.from(photos),
    frames: [],
    scores: new Float32Array(photos.length),
    stacks: Uint32Array.from(photos, (_, i) => i),
    written: [],
    total,
    spread: { count: 0, mean: 0, deviation: 0 },
  };
}

function spreadOf({ count, sum, squares }: ScanResult): Ranking['spread'] {
  if (count === 0) return { count, mean: 0, deviation: 0 };
  const mean = sum / count;
  return { count, mean, deviation: Math.sqrt(Math.max(0, squares / count - mean * mean)) };
}
