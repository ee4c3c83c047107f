/**
 * Dates in English, without the days of the calendar (those are in `days.ts`). Every rule wants a
 * qualifier: "may", "march", "fall", "sun" and "second" alone are ordinary words.
 */

import type { TimeRange } from '#core/filter';
import { hull, period } from '#core/query/period';
import { fieldsOf, plus, type WallTime } from '#core/wall-clock';
import {
  type Clock,
  decadeOf,
  lastWeekday,
  latest,
  pastUnits,
  type Rule,
  type Season,
  type Shift,
  seasonOf,
  type Unit,
  unitAway,
  weekdayOf,
  weekendOf,
  yearly,
  yearOf,
} from './calendar';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const COUNTS = [
  '',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

const FULL_MONTH = 'january|february|march|april|may|june|july|august|september|october|november|december';
const MONTH = `(${FULL_MONTH}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)`;
const SEASON = '(spring|summer|autumn|fall|winter)';
const WEEKDAY = '((?:mon|tues|wednes|thurs|fri|satur|sun)day)';
const YEAR = String.raw`(\d{4})`;
const DECADE = String.raw`['’]?(\d{2}|\d{4})['’]?s`;
const TURN = '(last|past|previous|this|next)';
const UNIT = '(day|week|month|year)s?';
const COUNT = String.raw`(\d{1,3}|an?|${COUNTS.slice(1).join('|')})`;

export const ENGLISH: readonly Rule[] = [
  rule(YEAR, ([, year], clock) => yearOf(Number(year), clock)),
  rule(`${YEAR} ?(?:-|–|to|until|and) ?${YEAR}`, ([, a, b], clock) => {
    const [first, last] = [yearOf(Number(a), clock), yearOf(Number(b), clock)];
    return first && last && hull(first, last);
  }),
  rule(`(?:the )?${DECADE}`, ([all = '', digits = ''], clock) =>
    // "90s" alone may be seconds.
    /^\d\d['’]?s/.test(all) ? null : decadeOf(digits, clock),
  ),
  rule(`(?:the )?(early|mid|late)[- ]${DECADE}`, ([, part, digits = ''], clock) =>
    thirdOf(decadeOf(digits, clock), part),
  ),
  rule(`(?:the )?(early|mid|late)[- ]${YEAR}`, ([, part, year], clock) =>
    thirdOf(yearOf(Number(year), clock), part),
  ),

  rule(`${SEASON}(?: of|,)? ${YEAR}`, ([, name, year], clock) => seasonIn(Number(year), name, clock)),
  rule(`${YEAR} ${SEASON}`, ([, year, name], clock) => seasonIn(Number(year), name, clock)),
  rule(`${TURN} ${SEASON}`, ([, turn, name], clock) =>
    yearly(turnOf(turn), (year) => seasonOf(year, seasonNamed(name), clock), clock),
  ),
  rule(`${SEASON} ${TURN} year`, ([, name, turn], clock) => seasonIn(yearTurned(turn, clock), name, clock)),
  rule(`${TURN} year['’]?s? ${SEASON}`, ([, turn, name], clock) =>
    seasonIn(yearTurned(turn, clock), name, clock),
  ),

  rule(`${MONTH}(?: of|,)? ${YEAR}`, ([, name, year], clock) => monthIn(Number(year), name, clock)),
  rule(`${YEAR} ${MONTH}`, ([, year, name], clock) => monthIn(Number(year), name, clock)),
  rule(`${MONTH} ?(?:-|–|to|until|and) ?${MONTH},? ${YEAR}`, ([, a, b, year], clock) => {
    const [first, last] = [monthIn(Number(year), a, clock), monthIn(Number(year), b, clock)];
    return first && last && hull(first, last);
  }),
  rule(`${MONTH} ${TURN} year`, ([, name, turn], clock) => monthIn(yearTurned(turn, clock), name, clock)),
  rule(`${TURN} year['’]?s? ${MONTH}`, ([, turn, name], clock) =>
    monthIn(yearTurned(turn, clock), name, clock),
  ),
  rule(`(last|past|previous) ${MONTH}`, ([, , name], clock) => monthTurned(-1, name, clock)),
  // "This may" and "this march" can begin an ordinary sentence.
  rule(`(this|next) (?!may|mar)${MONTH}`, ([, turn, name], clock) => monthTurned(turnOf(turn), name, clock)),
  rule(`in (${FULL_MONTH})`, ([, name], clock) => latest(monthOf(name), clock)),

  rule(`${TURN} (week|month|year)`, ([, turn, unit], clock) => unitAway(unit as Unit, turnOf(turn), clock)),
  rule(`${TURN} weekend`, ([, turn], clock) => weekendOf(turnOf(turn), clock)),
  rule(`(last|past|previous) ${WEEKDAY}`, ([, , day], clock) => lastWeekday(indexOf(WEEKDAYS, day), clock)),
  rule(`(this|next) ${WEEKDAY}`, ([, turn, day], clock) =>
    weekdayOf(turnOf(turn), indexOf(WEEKDAYS, day), clock),
  ),
  rule(`(?:the )?(?:last|past|previous) ${COUNT} ${UNIT}`, ([, count, unit], clock) =>
    pastUnits(unit as Unit, countOf(count), clock),
  ),
  rule(`${COUNT} ${UNIT} ago`, ([, count, unit], clock) => unitAway(unit as Unit, -countOf(count), clock)),
  rule('(?:the )?day before yesterday', (_, clock) => unitAway('day', -2, clock)),
  rule('yesterday|last night', (_, clock) => unitAway('day', -1, clock)),
  rule('today|tonight|this (?:morning|afternoon|evening)', (_, clock) => unitAway('day', 0, clock)),
];

/**
 * A rule for whole words. A number that is part of a longer one, of an amount or of a code does not match.
 * @param phrase a space in it stands for any white space
 */
function rule(phrase: string, range: Rule['range']): Rule {
  const spaced = phrase.replaceAll(' ?', String.raw`\s*`).replaceAll(' ', String.raw`\s+`);
  const before = String.raw`(?<![\p{L}\p{N}_#$€£¥]|[\p{N}\p{L}][-–./:,])`;
  const after = String.raw`(?![\p{L}\p{N}_%]|[-–./:,'’][\p{N}\p{L}])`;
  return { pattern: new RegExp(`${before}(?:${spaced})${after}`, 'giu'), range };
}

/** "Early" is the first third of the range, rounded to days. */
function thirdOf(range: TimeRange | null, part = ''): TimeRange | null {
  if (!range) return null;
  const which = ['early', 'mid', 'late'].indexOf(part.toLowerCase());
  const dayAt = (third: number) =>
    beginningOfDay(plus(range.from, ((range.before - range.from) * third) / 3));
  return { from: dayAt(which), before: dayAt(which + 1) };
}

function beginningOfDay(time: WallTime): WallTime {
  const { year, month, day } = fieldsOf(time);
  return period(year, month, day).from;
}

function turnOf(word = ''): Shift {
  const said = word.toLowerCase();
  if (said === 'this') return 0;
  return said === 'next' ? 1 : -1;
}

function yearTurned(turn: string | undefined, { now }: Clock): number {
  return fieldsOf(now).year + turnOf(turn);
}

function seasonNamed(name = ''): Season {
  const seasons = ['spring', 'summer', 'autumn', 'winter'];
  return (name.toLowerCase() === 'fall' ? 2 : seasons.indexOf(name.toLowerCase())) as Season;
}

function seasonIn(year: number, name: string | undefined, clock: Clock): TimeRange | null {
  return yearOf(year, clock) && seasonOf(year, seasonNamed(name), clock);
}

function monthIn(year: number, name: string | undefined, clock: Clock): TimeRange | null {
  return yearOf(year, clock) && monthOf(name)(year);
}

function monthTurned(turn: Shift, name: string | undefined, clock: Clock): TimeRange {
  return yearly(turn, monthOf(name), clock);
}

function monthOf(name: string | undefined): (year: number) => TimeRange {
  return (year) => period(year, indexOf(MONTHS, name) + 1);
}

/** Index of a name, compared by its first three letters. */
function indexOf(names: readonly string[], name = ''): number {
  return names.indexOf(name.slice(0, 3).toLowerCase());
}

function countOf(word = ''): number {
  const said = word.toLowerCase();
  if (/^\d/.test(said)) return Number(said);
  return Math.max(1, COUNTS.indexOf(said));
}
