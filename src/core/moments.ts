/** Reads days and times as cameras and programs write them. */

import { fieldsOf, type Moment, momentAt, wallTime } from './wall-clock';

/** The first photograph is of 1826. Cameras whose clock was never set write zeros. */
const FIRST_YEAR = 1826;
/** How far a clock may be ahead of UTC, in milliseconds: clocks on Earth are by up to 14 hours. */
const MOST_AHEAD = 86_400_000;
/** Longest date that a program writes, in characters: a longer text is something else. */
const LONGEST = 64;

/** "2024:07:31 18:20:05", "2004.02.28", "2012: 1: 5", "2024-07-31T18:20", "2024-07-31T18:20:05.25+02:00". */
const WITH_MARKS =
  /^(\d{4})\s*[-:./ ]\s*(\d{1,2})\s*[-:./ ]\s*(\d{1,2})(?!\d)(?:[T\s]+(\d{1,2})\s*:\s*(\d{1,2})(?:\s*:\s*(\d{1,2}))?)?/i;
/** "20240731", "20240731T182005+0200": IPTC. */
const WITHOUT_MARKS = /^(\d{4})(\d\d)(\d\d)(?!\d)(?:T(\d\d)(\d\d)(\d\d)?)?/;
/** "Wed, 31 Jul 2024 18:20:05 +0200": RFC 1123, which PNG suggests. */
const WITH_MONTH = /^(?:[a-z]{3},\s*)?(\d{1,2})\s([a-z]{3})\s(\d{4})(?:\s(\d\d):(\d\d)(?::(\d\d))?)?/i;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const UTC = /(?:\dZ|\b(?:GMT|UTC?))$/i;
/** Behind a time: "+09:00", "-0330", "+9:00". */
const OFFSET = /:?\d\d(?:\.\d+)?\s*([+-])(\d\d?):?(\d\d)$/;
/** Clocks on Earth are at most this far from UTC, in minutes. */
const MOST_OFFSET = 14 * 60;

/** Whose clock shows a time: one on the wall where the photo was taken, or UTC's. */
export type Clock = 'wall' | 'utc';

/** Year, month (1 to 12), day, hour, minute, second. What is missing at the end is 0. */
export type ClockParts = readonly (string | number | undefined)[];

/**
 * Reads a date. A time with an offset is that of the clock on the wall, and the offset says how far it was from
 * UTC; one in UTC ("Z", "GMT") tells the instant alone.
 * @param now milliseconds since 1970
 * @returns undefined if the text is no date, see `momentOf`
 */
export function readMoment(text: string | undefined, now = Date.now()): Moment | undefined {
  const written = text?.trim() ?? '';
  if (written.length > LONGEST) return undefined;
  const clock = UTC.test(written) ? 'utc' : 'wall';
  const moment = momentOf(partsOf(written), clock, now);
  const offset = offsetOf(written);
  return moment && offset !== undefined ? { ...moment, offset } : moment;
}

function partsOf(written: string): ClockParts {
  const [, ...parts] = WITH_MARKS.exec(written) ?? WITHOUT_MARKS.exec(written) ?? [];
  if (parts.length > 0) return parts;
  const [, day, month = '', year, ...time] = WITH_MONTH.exec(written) ?? [];
  return [year, MONTHS.indexOf(month.toLowerCase()) + 1, day, ...time];
}

/** Minutes ahead of UTC. */
function offsetOf(written: string): number | undefined {
  const [, sign, hours, minutes] = OFFSET.exec(written) ?? [];
  if (sign === undefined) return undefined;
  const size = Number(hours) * 60 + Number(minutes);
  return size <= MOST_OFFSET ? (sign === '-' ? -size : size) + 0 : undefined;
}

/**
 * Takes a time that no clock shows to be missing: the day still counts. A time in UTC becomes what this
 * device's clock showed then, because the zone of the place is not known.
 * @param now milliseconds since 1970
 * @returns undefined if the calendar has no such day, or it is before 1826 or more than a day after `now`
 */
export function momentOf(parts: ClockParts, clock: Clock = 'wall', now = Date.now()): Moment | undefined {
  const [year = 0, month = 0, day = 0, ...time] = parts.map((part) => Number(part ?? 0));
  const [hour = 0, minute = 0, second = 0] = time;
  if (!(year >= FIRST_YEAR && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month))) {
    return undefined;
  }
  // 60 is a leap second.
  const shown = hour <= 23 && minute <= 59 && second <= 60 ? ([hour, minute, second] as const) : [];
  const [h = 0, m = 0, s = 0] = shown;
  const shows = wallTime(year, month, day, h, m, s);
  if (shows > now + MOST_AHEAD) return undefined;
  return clock === 'utc' ? momentAt(shows) : { taken: shows };
}

function daysIn(year: number, month: number): number {
  return fieldsOf(wallTime(year, month + 1, 0)).day;
}
