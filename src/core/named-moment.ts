/** Reads the moment that a camera app or messenger wrote into a file's name. */

import { type Clock, type ClockParts, momentOf } from './moments';
import type { Moment } from './wall-clock';

/** Date and time in a name; the last group is the half of the day, if the clock has twelve hours. */
interface NamePattern {
  pattern: RegExp;
  clock: Clock;
}

/**
 * Digits without separators count from 1970 alone, because they may be any number; with separators people
 * name scans. Milliseconds may follow a time, but a longer number is a counter.
 */
const PATTERNS: readonly NamePattern[] = [
  // PXL_20230101_123456789.jpg: Pixel phones name in UTC, all others by the clock on the wall.
  { pattern: /^PXL_(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)\d{0,3}(?!\d)/i, clock: 'utc' },
  // IMG_20190704_123456, VID_…, 20190704_123456, Screenshot_20210314-150926, IMG20190704123456.
  {
    pattern: /(?<!\d)((?:19[7-9]|20\d)\d)(\d\d)(\d\d)[-_ .T]?(\d\d)(\d\d)(\d\d)\d{0,3}(?!\d)/,
    clock: 'wall',
  },
  // IMG-20190704-WA0001: WhatsApp writes the day and a counter.
  { pattern: /(?<!\d)((?:19[7-9]|20\d)\d)(\d\d)(\d\d)(?!\d)/, clock: 'wall' },
  // signal-2020-01-02-123456, WhatsApp Image 2020-01-02 at 12.34.56, 2019-07-04 12.34.56, and on a Mac
  // Screenshot 2021-03-14 at 3.09.26 PM.
  {
    pattern:
      /(?<!\d)(1[89]\d\d|20\d\d)[-_.](\d\d)[-_.](\d\d)\D{1,5}(\d\d|\d(?=[.:]))[-_.:]?(\d\d)[-_.:]?(\d\d)(?!\d)(?:\s?([AP])M\b)?/,
    clock: 'wall',
  },
  { pattern: /(?<!\d)(1[89]\d\d|20\d\d)[-_.](\d\d)[-_.](\d\d)(?!\d)/, clock: 'wall' },
];

/**
 * @param name a file's name
 * @param own what counts after the name, at last the file's own time. If the name has a day alone, and it is that day,
 *   the photo is from this moment
 * @param now milliseconds since 1970
 * @returns undefined if the name has no date, see `momentOf`
 */
export function namedMoment(name: string, own: Moment, now = Date.now()): Moment | undefined {
  for (const { pattern, clock } of PATTERNS) {
    const [, ...parts] = pattern.exec(name) ?? [];
    const moment = momentOf(inHalves(parts), clock, now);
    if (moment === undefined) continue;
    return parts.length === 3 && isSameDay(moment, own) ? own : moment;
  }
  return undefined;
}

/** Takes the half of the day, "A" or "P", into the hour. */
function inHalves(parts: readonly (string | undefined)[]): ClockParts {
  const [year, month, day, hour, minute, second, half] = parts;
  if (!half) return parts.slice(0, 6);
  return [year, month, day, (Number(hour) % 12) + (half === 'P' ? 12 : 0), minute, second];
}

function isSameDay(a: Moment, b: Moment): boolean {
  return dayOf(a) === dayOf(b);
}

/** Days since 1970. */
function dayOf({ taken }: Moment): number {
  return Math.floor(taken / 86_400_000);
}
