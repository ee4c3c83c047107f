/** Years, months and days, and how they are written: "2024", "2024-06", "2024-06-15". */

import type { TimeRange } from '#core/filter';
import {
  EVER_AFTER,
  EVER_BEFORE,
  earlier,
  fieldsOf,
  later,
  plus,
  type WallTime,
  wallTime,
} from '#core/wall-clock';

/** The first photograph that still exists is of 1826 or 1827. */
export const FIRST_YEAR = 1826;

/** @param month 1 to 12; left out for the whole year @param day left out for the whole month */
export function period(year: number, month?: number, day?: number): TimeRange {
  if (month === undefined) return { from: wallTime(year), before: wallTime(year + 1) };
  if (day === undefined) return { from: wallTime(year, month), before: wallTime(year, month + 1) };
  return { from: wallTime(year, month, day), before: wallTime(year, month, day + 1) };
}

/** Both, and what lies between. */
export function hull(a: TimeRange, b: TimeRange): TimeRange {
  return { from: earlier(a.from, b.from), before: later(a.before, b.before) };
}

/** "2024", "2024/6", "2023-05..2024", "2024..", or what `writePeriod` wrote; null if it is none of these. */
export function readPeriod(value: string): TimeRange | null {
  const points = value.normalize('NFKC').split(/\.{2,3}|[~〜]/);
  const [first = '', last] = points.map((point) => point.trim());
  if (points.length > 2 || (first === '' && !last)) return null;
  const a = first === '' ? { from: EVER_BEFORE, before: EVER_BEFORE } : readPoint(first);
  if (last === undefined || !a) return a;
  const b = last === '' ? { from: EVER_AFTER, before: EVER_AFTER } : readPoint(last);
  // A range written with the later date first means the same.
  return b && hull(a, b);
}

/** The shortest text that `readPeriod` reads back as the same range. */
export function writePeriod({ from, before }: TimeRange): string {
  const first = calendar(from);
  const last = calendar(plus(before, -1));
  const ways = [1, 2, 3].flatMap((units) => {
    const [a, b] = [first, last].map((date) => date.slice(0, units).join('-'));
    return a === b ? [a] : [`${a}..${b}`];
  });
  const exact = (way = '') => {
    const read = readPeriod(way);
    return read?.from === from && read.before === before;
  };
  return ways.find(exact) ?? `${exactly(from)}..${exactly(before)}`;
}

/** A day, month or year, or a moment: that is a range of no length. */
function readPoint(text: string): TimeRange | null {
  const [, y, m, d] = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$/.exec(text) ?? [];
  if (y === undefined) {
    const moment = readExactly(text);
    return Number.isNaN(moment) ? null : { from: moment, before: moment };
  }
  const [year, month, day] = [Number(y), m && Number(m), d && Number(d)];
  if (year < FIRST_YEAR || month === 0 || day === 0) return null;
  const range = period(year, month || undefined, day || undefined);
  // There is no 31st of June: a Date turns it into a day of the next month.
  const begun = fieldsOf(range.from);
  return begun.year === year && (!month || begun.month === month) ? range : null;
}

/** "2024", "06", "15"; empty for what has no end. */
function calendar(time: WallTime): string[] {
  if (!isDate(time)) return [''];
  const { year, month, day } = fieldsOf(time);
  return [year, month, day].map((unit) => String(unit).padStart(2, '0'));
}

/** "2024-06-15T12:00:00.000": no zone, because it is what the clock on the wall showed. */
function exactly(time: WallTime): string {
  return isDate(time) ? new Date(time).toISOString().slice(0, -1) : '';
}

/** What `exactly` wrote; NaN for anything else. */
function readExactly(text: string): WallTime {
  return (/T.+\d$/.test(text) ? Date.parse(`${text}Z`) : Number.NaN) as WallTime;
}

/** Whether a Date can hold it (ECMAScript, "Time Values and Time Range"). */
function isDate(ms: number): boolean {
  return Math.abs(ms) <= 8.64e15;
}
