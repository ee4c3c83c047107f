/** From a ranking of numbers to matches: photos with their strength, their stacks, and the moments of videos. */

import type { PhotoCard, PhotoNo } from '#core/photo';
import { countAbove, STRONG_ERROR, type Strength, type Unrelated } from '#core/rank';
import type { Ranking } from '#workers/search/contract';
import type { Match } from './contract';

export interface Ranked {
  ranking: Ranking;
  /** Null if the query was not ranked. */
  unrelated: Unrelated | null;
  /** Set if photos have the words of the query. */
  join?: typeof import('./written').joinWritten | undefined;
}

/** @param line fraction of wrong matches that the user accepts above the line, 0..1 */
export function matchesOf(
  { ranking, unrelated, join }: Ranked,
  cards: ReadonlyMap<PhotoNo, PhotoCard>,
  line: number,
): Match[] {
  const { photos, scores, stacks } = ranking;
  const frameOf = new Map(ranking.frames.map((frame) => [frame.photo, frame]));
  const strengthAt = strengths(ranking, unrelated, line);
  const matches: Match[] = [];
  /** Stacks by the ranking position of their first match. */
  const stackOf = new Map<number, Match[]>();
  for (let i = 0; i < photos.length; i++) {
    const photo = cards.get(photos[i] as PhotoNo);
    // The search worker may know a photo shortly before the page does, or shortly after its removal.
    if (!photo) continue;
    const stack: Match[] = [];
    const match: Match = { photo, score: scores[i] as number, strength: strengthAt(i), stack };
    const { no, seconds } = frameOf.get(photo.no) ?? { no: photo.no, seconds: photo.video?.poster };
    if (seconds !== undefined) match.moment = { picture: no, seconds };
    const before = stackOf.get(stacks[i] ?? i);
    if (before) {
      before.push(match);
      continue;
    }
    stackOf.set(i, stack);
    matches.push(match);
  }
  return join ? join(matches, ranking.written, cards) : matches;
}

/** Returns a function from a position in a ranking to its strength. */
function strengths(
  { scores, spread }: Ranking,
  unrelated: Unrelated | null,
  line: number,
): (position: number) => Strength {
  if (!unrelated) return () => 'good';
  const good = countAbove(scores, spread.count, unrelated, line);
  const strong = Math.min(good, countAbove(scores, spread.count, unrelated, STRONG_ERROR));
  return (position) => (position < strong ? 'strong' : position < good ? 'good' : 'maybe');
}
