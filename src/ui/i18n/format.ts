/** Formats numbers, sizes, times and dates in the user's language. */

import { computed } from '@preact/signals';
import { tagOf } from '#core/languages';
import type { WallTime } from '#core/wall-clock';
import { spoken, t } from './speak';

const language = computed(() => tagOf(spoken.value));
/** A format of the user's language, made at its first use: all of them together held a phone's first paint up. */
const inLanguage = <F>(make: (language: string) => F) => computed(() => make(language.value));
const number = (options?: Intl.NumberFormatOptions) =>
  inLanguage((language) => new Intl.NumberFormat(language, options));
const decimals = (count: number) => number({ minimumFractionDigits: count, maximumFractionDigits: count });
// What the clock on the wall showed is stored as if it were UTC's.
const date = (options: Intl.DateTimeFormatOptions) =>
  inLanguage((language) => new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }));

const formats = {
  number: number(),
  oneDecimal: decimals(1),
  score: decimals(3),
  percent: number({ style: 'percent' }),
  smallPercent: number({ style: 'percent', maximumFractionDigits: 1 }),
  degrees: decimals(5),
  day: date({ dateStyle: 'long' }),
  days: date({ dateStyle: 'medium' }),
  moment: date({ dateStyle: 'long', timeStyle: 'short' }),
  year: date({ year: 'numeric' }),
  month: date({ year: 'numeric', month: 'long' }),
  list: inLanguage((language) => new Intl.ListFormat(language, { type: 'conjunction', style: 'narrow' })),
};
const sizes = (['kilobyte', 'megabyte', 'gigabyte'] as const).map((unit) =>
  number({ style: 'unit', unit, unitDisplay: 'short', maximumSignificantDigits: 3 }),
);

export const formatNumber = (value: number): string => formats.number.value.format(value);

/** Formats a rate, with one decimal below 100, and without above. */
export const formatRate = (value: number): string =>
  value < 100 ? formats.oneDecimal.value.format(value) : formats.number.value.format(Math.round(value));

/** Formats a cosine, with three decimals. */
export const formatScore = (value: number): string => formats.score.value.format(value);

/** Formats a fraction, 0..1, as a percentage, with one decimal below 10 %. */
export const formatShare = (value: number): string =>
  formats[value < 0.0995 ? 'smallPercent' : 'percent'].value.format(value);

/** Formats degrees with this many decimals; five are about a metre. */
export function formatDegrees(value: number, decimals: 1 | 5 = 5): string {
  return formats[decimals === 1 ? 'oneDecimal' : 'degrees'].value.format(value);
}

/** Formats bytes in kB, MB or GB (powers of 1000, as file managers and browsers count). */
export function formatBytes(bytes: number): string {
  const power = Math.min(2, Math.max(0, Math.floor(Math.log10(Math.max(bytes, 1)) / 3) - 1));
  return sizes[power]?.value.format(bytes / 1000 ** (power + 1)) ?? '';
}

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

/** Joins items without an "and": "a, b, c", and "a、b、c" in Japanese and Chinese. */
export const formatList = (items: readonly string[]): string => formats.list.value.format(items);

/** Formats the remaining time, rounded, because it is an estimate. */
export function formatTimeLeft(seconds: number): string {
  if (seconds < 20) return t('left.seconds');
  if (seconds < 3300) return t('left.minutes', { count: Math.max(1, Math.round(seconds / 60)) });
  return t('left.hours', { count: Math.max(1, Math.round(seconds / 3600)) });
}
