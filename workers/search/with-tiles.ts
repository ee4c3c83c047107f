/**
 * Joins the ranking of whole photos with that of their tiles. A photo counts by its best: the whole, or a tile with a
 * handicap (`core/tiles`).
 */

import type { PhotoNo } from '#core/photo';
import { tileScore } from '#core/tiles';
import type { Passing, ScanResult } from './scanner';
import type { Tiles } from './tiles';

interface Asked {
  vector: Float32Array;
  passing: Passing | null;
  without: PhotoNo | null;
  /** Of photos. */
  limit: number;
  /** Standard deviation of the scores of wholes. */
  deviation: number;
}

type Found = Pick<ScanResult, 'photos' | 'scores'>;

/**
 * @param wholes best first: at least the `limit` best, so that one that is not among them is behind these as a whole
 * @returns best first; ties by the lower number
 */
export async function withTiles(
  wholes: Found,
  tiles: Pick<Tiles, 'find'>,
  { vector, passing, without, limit, deviation }: Asked,
): Promise<Found> {
  // One more, because `without` may be among them.
  const found = await tiles.find(vector, passing, limit + 1);
  if (without !== null) found.delete(without);
  if (found.size === 0) return wholes;
  const scores = new Map(Array.from(wholes.photos, (row, i) => [row, wholes.scores[i] as number]));
  for (const [photo, best] of found) {
    const score = tileScore(best, deviation);
    scores.set(photo, Math.max(scores.get(photo) ?? score, score));
  }
  const ranked = [...scores].sort(([a, one], [b, other]) => other - one || a - b);
  return {
    photos: Uint32Array.from(ranked, ([row]) => row),
    scores: Float32Array.from(ranked, ([, score]) => score),
  };
}

/** Returns what the tiles of photos count, the query in full; undefined for photos without tiles. */
export async function exactTiles(
  photos: readonly PhotoNo[],
  tiles: Pick<Tiles, 'scores'>,
  { vector, deviation }: Asked,
): Promise<(number | undefined)[]> {
  const scores = await tiles.scores(vector, photos);
  return scores.map((score) => (score === undefined ? undefined : tileScore(score, deviation)));
}
