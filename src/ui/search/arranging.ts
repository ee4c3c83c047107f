/** Order of displayed matches: by relevance or date above the line, by relevance and only some below. */

import { newestFirst, type PhotoNo } from '#core/photo';
import type { Strength } from '#core/rank';
import type { WallTime } from '#core/wall-clock';
import type { Match } from '#session/finding/contract';
import { monthsOf } from '../grid/months';

/** Consecutive matches under one heading, [from, to). */
export interface Stretch {
  key: string;
  /** A strength, or a time in the month of these photos. */
  of: Strength | WallTime;
  from: number;
  to: number;
}

export interface Arrangement {
  order: 'relevance' | 'date';
  /** Photos whose stacks are expanded. */
  spread: ReadonlySet<PhotoNo>;
  /** Number of matches shown below the line. */
  below: number;
}

export interface Arranged {
  matches: Match[];
  stretches: Stretch[];
  /** Number of fetched matches that are not shown. */
  hidden: number;
}

/**
 * Arranges ranked matches.
 * @param matches best first, so those above the line come before all others
 */
export function arrange(matches: readonly Match[], { order, spread, below }: Arrangement): Arranged {
  const line = matches.findIndex(({ strength }) => strength === 'maybe');
  const above = line < 0 ? matches : matches.slice(0, line);
  const beneath = line < 0 ? [] : matches.slice(line, line + below);
  const shown = [...(order === 'date' ? byDate(above) : above), ...beneath].flatMap((match) =>
    spread.has(match.photo.no) ? [match, ...match.stack] : match,
  );
  const lineAt = beneath[0] ? shown.indexOf(beneath[0]) : shown.length;
  return {
    matches: shown,
    stretches: [
      ...(order === 'date'
        ? monthStretches(shown.slice(0, lineAt))
        : strengthStretches(shown.slice(0, lineAt))),
      ...(lineAt < shown.length
        ? [{ key: 'maybe', of: 'maybe' as const, from: lineAt, to: shown.length }]
        : []),
    ],
    hidden: matches.length - above.length - beneath.length,
  };
}

/** Arranges matches of a query with only conditions: by month, as in the library. */
export function arrangeByMonth(matches: readonly Match[]): Arranged {
  const shown = byDate(matches);
  return { matches: shown, stretches: monthStretches(shown), hidden: 0 };
}

function byDate(matches: readonly Match[]): Match[] {
  return [...matches].sort((a, b) => newestFirst(a.photo, b.photo));
}

function monthStretches(matches: readonly Match[]): Stretch[] {
  return monthsOf(matches.map(({ photo }) => photo)).map(({ key, time, from, to }) => ({
    key,
    of: time,
    from,
    to,
  }));
}

/** Splits ranked matches by strength. Photos of an expanded stack stay in the stretch of its first photo. */
function strengthStretches(matches: readonly Match[]): Stretch[] {
  const stretches: Stretch[] = [];
  matches.forEach(({ strength }, i) => {
    const last = stretches.at(-1);
    if (last && (last.of === strength || isStackedInto(matches, last, i))) last.to = i + 1;
    else stretches.push({ key: strength, of: strength, from: i, to: i + 1 });
  });
  return stretches;
}

function isStackedInto(matches: readonly Match[], { from, to }: Stretch, i: number): boolean {
  return matches.slice(from, to).some(({ stack }) => stack.includes(matches[i] as Match));
}
