/** Formats numbers, times and dates in the user's language; sizes, rates and lists are in `amounts.ts`. */

import { computed } from '@preact/signals';
import { tagOf } from '#core/languages';
import type { WallTime } from '#core/wall-clock';
import { spoken } from './speak';

const language = computed(() => tagOf(spoken.value));
/** A format of the user's language, made at its first use: all of them together held a phone's first paint up. */
export const inLanguage = <F>(make: (language: string) => F) => computed(() => make(language.value));
export const number = (options?: Intl.NumberFormatOptions) =>
  inLanguage((language) => new Intl.NumberFormat(language, options));
export const decimals = (count: number) =>
  number({ minimumFractionDigits: count, maximumFractionDigits: count });
// What the clock on the wall showed is stored as if it were UTC's.
const date = (options: Intl.DateTimeFormatOptions) =>
  inLanguage((language) => new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }));

const formats = {
  number: number(),
  score: decimals(3),
  day: date({ dateStyle: 'long' }),
  days: date({ dateStyle: 'medium' }),
  moment: date({ dateStyle: 'long', timeStyle: 'short' }),
  year: date({ year: 'numeric' }),
  month: date({ year: 'numeric', month: 'long' }),
};

export const formatNumber = (value: number): string => formats.number.value.format(value);

/** Formats a cosine, with three decimals. */
export const formatScore = (value: number): string => formats.score.value.format(value);

/** Formats the length of a video, below a day: "0:42", "1:02:03". */
export const formatLength = (seconds: number): string =>
  new Date(Math.round(seconds) * 1000)
    .toISOString()
    .slice(11, 19)
    .replace(/^(00:)?0?/, '');

export const formatDay = (time: WallTime): string => formats.day.value.format(time);
/** Formats a range of days, such as "1 Jun – 31 Aug 2026". */
export const formatDays = (from: WallTime, to: WallTime): string => formats.days.value.formatRange(from, to);
export const formatMoment = (time: WallTime): string => formats.moment.value.format(time);
export const formatYear = (year: number): string => formats.year.value.format(Date.UTC(year, 0));
/** Formats year and month, for a heading of the grid. */
export const formatMonth = (time: WallTime): string => formats.month.value.format(time);
