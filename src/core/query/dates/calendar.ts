/** Ranges as people speak of them: last summer, this month, three weeks ago. */

import type { TimeRange } from '#core/filter';
import { FIRST_YEAR, period } from '#core/query/period';
import { fieldsOf, type WallTime, wallTime } from '#core/wall-clock';

/** What a spoken date depends on. */
export interface Clock {
  /** What the user's clock shows. */
  now: WallTime;
  /** Whether summer is in December. */
  southern: boolean;
  /** Whether 6/5 is in June. */
  monthFirst: boolean;
}

/** A way to say a date. */
export interface Rule {
  /** With the flag `g`; may also match text that is not a date. */
  pattern: RegExp;
  /** Null if it is not a date after all. */
  range: (match: RegExpExecArray, clock: Clock) => TimeRange | null;
}

/** The one before the present one, the present one, or the one after it. */
export type Shift = -1 | 0 | 1;

export type Unit = 'day' | 'week' | 'month' | 'year';

/** 0 is spring. */
export type Season = 0 | 1 | 2 | 3;

/** Regions whose summer is in December. One on both sides of the equator counts by most of its people. */
const SOUTH = [
  'AR',
  'AU',
  'BO',
  'BR',
  'CL',
  'LS',
  'MG',
  'MZ',
  'NA',
  'NZ',
  'PE',
  'PY',
  'SZ',
  'UY',
  'ZA',
  'ZM',
  'ZW',
];

/** @param locale BCP 47; its region decides seasons and the order of day and month */
export function clockOf(now: WallTime, locale: string): Clock {
  const { region = '' } = new Intl.Locale(locale);
  return { now, southern: SOUTH.includes(region), monthFirst: region === 'US' || locale === 'en' };
}

/** Null if there can be no photographs of that year. */
export function yearOf(year: number, { now }: Clock): TimeRange | null {
  return year >= FIRST_YEAR && year <= fieldsOf(now).year + 1 ? period(year) : null;
}

/** @param month 1 to 12 @param day left out for the whole month */
export function dateOf(year: number, month: number, day: number | undefined, clock: Clock): TimeRange | null {
  if (!yearOf(year, clock) || month < 1 || month > 12) return null;
  const range = period(year, month, day);
  return fieldsOf(range.from).month === month ? range : null;
}

/** Three whole months. The winter of a year begins in its December, and so does a southern summer. */
export function seasonOf(year: number, season: Season, { southern }: Clock): TimeRange {
  const month = 3 * ((season + (southern ? 2 : 0)) % 4) + 3;
  return { from: wallTime(year, month), before: wallTime(year, month + 3) };
}

/**
 * For something that comes once a year. -1: the last one that is over; 0: the one under way, or else this
 * year's; 1: the next that has not begun.
 * @param of its range in a given year
 */
export function yearly(turn: Shift, of: (year: number) => TimeRange, { now }: Clock): TimeRange {
  const { year } = fieldsOf(now);
  const near = [year - 2, year - 1, year, year + 1].map(of);
  const over = near.filter(({ before }) => before <= now);
  const present = near.find(({ from, before }) => from <= now && now < before) ?? of(year);
  const ahead = near.filter(({ from }) => from > now);
  return (turn === 0 ? present : turn < 0 ? over.at(-1) : ahead[0]) ?? present;
}

/** The last one that has begun. */
export function latest(of: (year: number) => TimeRange, { now }: Clock): TimeRange {
  const { year } = fieldsOf(now);
  const present = of(year);
  return present.from <= now ? present : of(year - 1);
}

/** A whole day, week (from Monday), month or year, counted from the present one. */
export function unitAway(unit: Unit, away: number, { now }: Clock): TimeRange {
  const { year, month, day } = fieldsOf(now);
  switch (unit) {
    case 'year':
      return period(year + away);
    case 'month':
      return period(year, month + away);
    case 'week': {
      const monday = day - weekday(now) + 7 * away;
      return { from: period(year, month, monday).from, before: period(year, month, monday + 7).from };
    }
    case 'day':
      return period(year, month, day + away);
  }
}

/** From this many units ago until the end of today. */
export function pastUnits(unit: Unit, count: number, clock: Clock): TimeRange {
  const today = unitAway('day', 0, clock);
  const { year, month, day } = fieldsOf(clock.now);
  const begin = {
    year: () => period(year - count, month, day),
    month: () => period(year, month - count, day),
    week: () => period(year, month, day - 7 * count),
    day: () => period(year, month, day - count),
  }[unit]();
  return { from: begin.from, before: today.before };
}

/** @param week counted from the present one @param day 0 is Monday */
export function weekdayOf(week: number, day: number, clock: Clock): TimeRange {
  return unitAway('day', day - weekday(clock.now) + 7 * week, clock);
}

/** The last one before today, in whichever week. */
export function lastWeekday(day: number, clock: Clock): TimeRange {
  return weekdayOf(day < weekday(clock.now) ? 0 : -1, day, clock);
}

/** Saturday and Sunday. @param week counted from the present one */
export function weekendOf(week: number, clock: Clock): TimeRange {
  const { before } = unitAway('week', week, clock);
  const { year, month, day } = fieldsOf(before);
  return { from: wallTime(year, month, day - 2), before };
}

/** @param digits "1990", or "90" for the decade within the last hundred years */
export function decadeOf(digits: string, { now }: Clock): TimeRange | null {
  const given = Number(digits);
  const { year } = fieldsOf(now);
  const century = year - (year % 100);
  const begin = digits.length === 4 ? given : given + (century + given > year ? century - 100 : century);
  if (begin % 10 !== 0 || begin < FIRST_YEAR - 6 || begin > year) return null;
  return { from: period(begin).from, before: period(begin + 10).from };
}

/** 0 is Monday. */
function weekday(time: WallTime): number {
  return (new Date(time).getUTCDay() + 6) % 7;
}
