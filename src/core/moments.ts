/** Reads days and times as cameras and programs write them. */

/** The first photograph is of 1826. Cameras whose clock was never set write zeros. */
const FIRST_YEAR = 1826;
/** How far a clock may be ahead, in milliseconds: clocks on Earth are up to a day apart. */
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

/** Whose clock shows a time: one on the wall where the photo was taken, or UTC's. */
export type Clock = 'wall' | 'utc';

/** Year, month (1 to 12), day, hour, minute, second. What is missing at the end is 0. */
export type ClockParts = readonly (string | number | undefined)[];

/**
 * Reads a date. An offset from UTC is left out: EXIF's times have none, and all show the clock on the wall.
 * @returns milliseconds since 1970; undefined if the text is no date, see `momentOf`
 */
export function readMoment(text: string | undefined, now = Date.now()): number | undefined {
  const written = text?.trim() ?? '';
  if (written.length > LONGEST) return undefined;
  const clock = UTC.test(written) ? 'utc' : 'wall';
  const [, ...parts] = WITH_MARKS.exec(written) ?? WITHOUT_MARKS.exec(written) ?? [];
  if (parts.length > 0) return momentOf(parts, clock, now);
  const [, day, month = '', year, ...time] = WITH_MONTH.exec(written) ?? [];
  return momentOf([year, MONTHS.indexOf(month.toLowerCase()) + 1, day, ...time], clock, now);
}

/**
 * Takes the clock on the wall to be in this device's time zone. A time that no clock shows is left out: the
 * day still counts.
 * @returns milliseconds since 1970; undefined if the calendar has no such day, or it is before 1826 or more
 *   than a day after `now`
 */
export function momentOf(parts: ClockParts, clock: Clock = 'wall', now = Date.now()): number | undefined {
  const [year = 0, month = 0, day = 0, ...time] = parts.map((part) => Number(part ?? 0));
  const [hour = 0, minute = 0, second = 0] = time;
  if (!(year >= FIRST_YEAR && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month))) {
    return undefined;
  }
  // 60 is a leap second.
  const shown = hour <= 23 && minute <= 59 && second <= 60 ? ([hour, minute, second] as const) : [];
  const [h = 0, m = 0, s = 0] = shown;
  const moment =
    clock === 'utc'
      ? Date.UTC(year, month - 1, day, h, m, s)
      : new Date(year, month - 1, day, h, m, s).getTime();
  return moment <= now + MOST_AHEAD ? moment : undefined;
}

function daysIn(year: number, month: number): number {
  return new Date(year, month, 0).getDate();
}
