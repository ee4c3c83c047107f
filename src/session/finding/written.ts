/** Joins photos that have the words of a query with those that look like it, to one order. README.md has the rule. */

import type { PhotoCard, PhotoNo } from '#core/photo';
import { RARE, type Written } from '#workers/search/contract';
import type { Match } from './contract';

/** Below, so many photos have the words that having them says little. */
const COMMON = 0.2;

/**
 * @param matches in the order of their scores, and so of their strengths
 * @param written best first
 */
export function joinWritten(
  matches: readonly Match[],
  written: readonly Written[],
  cards: ReadonlyMap<PhotoNo, PhotoCard>,
): Match[] {
  const rest = new Map(matches.map((match) => [match.photo.no, match]));
  // A stack is one match, whichever of its photos has the words.
  const topOf = new Map(
    matches.flatMap(({ photo, stack }) => stack.map((behind) => [behind.photo.no, photo.no])),
  );
  const strong: Match[] = [];
  const good: Match[] = [];
  const joined = new Set<PhotoNo>();
  for (const { photo: no, kind, rarity, lines, score } of written) {
    const top = topOf.get(no) ?? no;
    const photo = cards.get(top);
    if (!photo || joined.has(top)) continue;
    joined.add(top);
    const seen = rest.get(top);
    const own = top === no ? { lines } : { lines: [] };
    const match: Match = { ...(seen ?? { photo, score, strength: 'maybe', stack: [] }), ...own };
    const isGood = kind === 'whole' ? rarity >= COMMON : rarity >= RARE;
    if (kind === 'whole' && rarity >= RARE) {
      strong.push({ ...match, strength: 'strong' });
      rest.delete(top);
    } else if (isGood && seen?.strength !== 'strong' && seen?.strength !== 'good') {
      good.push({ ...match, strength: 'good' });
      rest.delete(top);
    } else if (seen) rest.set(top, match);
  }
  const seen = [...rest.values()];
  const maybe = seen.findIndex(({ strength }) => strength === 'maybe');
  const at = maybe < 0 ? seen.length : maybe;
  return [...strong, ...seen.slice(0, at), ...good, ...seen.slice(at)];
}
