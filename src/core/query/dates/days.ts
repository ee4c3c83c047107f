/**
 * Days of the calendar in English and in figures, as chrono-node reads them: "June 15th, 2023",
 * "15 Jun", "2023-06-15", "6/15/2023", "June 3 to June 10 2023".
 */

import { GB, type ParsedResult, strict } from 'chrono-node/en';
import type { TimeRange } from '#core/filter';
import { hull, period } from '#core/query/period';
import type { DateMention } from '#core/query/reading';
import { fieldsOf } from '#core/wall-clock';
import { type Clock, dateOf, latest } from './calendar';

type Point = ParsedResult['start'];

/** Chrono looks for appointments and finds one in "sat" and "at 5", so only days named in figures count. */
export function daysAmong(text: string, clock: Clock): DateMention[] {
  const chrono = clock.monthFirst ? strict : GB;
  const { year, month, day } = fieldsOf(clock.now);
  // Chrono counts from a day of the device's calendar. Noon is that day in every zone.
  return chrono.parse(text, new Date(year, month - 1, day, 12)).flatMap((result) => {
    const range = rangeOf(result, clock);
    return range ? { from: result.index, to: result.index + result.text.length, range } : [];
  });
}

function rangeOf(result: ParsedResult, clock: Clock): TimeRange | null {
  const { text, start, end } = result;
  if (!/\d/.test(text) || result.tags().has('result/relativeDate')) return null;
  // "3/4 view" and "12:30" name no month.
  const named = /\p{L}{3}/u.test(text.replace(/\b(?:am|pm)\b/gi, ''));
  if (!start.isCertain('year') && !named) return null;
  const first = dayOf(start, clock, end?.isCertain('year') ? end.get('year') : null);
  const last = end && dayOf(end, clock, null);
  return first && last ? hull(first, last) : first;
}

/** @param year the year written after it, if there is one */
function dayOf(point: Point, clock: Clock, year: number | null): TimeRange | null {
  if (!point.isCertain('month') || !point.isCertain('day')) return null;
  const [month, day] = [point.get('month') ?? 0, point.get('day') ?? 0];
  if (point.isCertain('year')) return dateOf(point.get('year') ?? 0, month, day, clock);
  return year === null ? latest((each) => period(each, month, day), clock) : dateOf(year, month, day, clock);
}
