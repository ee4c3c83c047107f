/** Formats rates, shares, sizes, lists and remaining times in the user's language: what the first screen does not say. */

import { decimals, formatNumber, inLanguage, number } from './format';
import { t } from './speak';

const formats = {
  oneDecimal: decimals(1),
  percent: number({ style: 'percent' }),
  smallPercent: number({ style: 'percent', maximumFractionDigits: 1 }),
  degrees: decimals(5),
  list: inLanguage((language) => new Intl.ListFormat(language, { type: 'conjunction', style: 'narrow' })),
};
const sizes = (['kilobyte', 'megabyte', 'gigabyte'] as const).map((unit) =>
  number({ style: 'unit', unit, unitDisplay: 'short', maximumSignificantDigits: 3 }),
);

/** Formats a rate, with one decimal below 100, and without above. */
export const formatRate = (value: number): string =>
  value < 100 ? formats.oneDecimal.value.format(value) : formatNumber(Math.round(value));

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

/** Joins items without an "and": "a, b, c", and "a、b、c" in Japanese and Chinese. */
export const formatList = (items: readonly string[]): string => formats.list.value.format(items);

/** Formats the remaining time, rounded, because it is an estimate. */
export function formatTimeLeft(seconds: number): string {
  if (seconds < 20) return t('left.seconds');
  if (seconds < 3300) return t('left.minutes', { count: Math.max(1, Math.round(seconds / 60)) });
  return t('left.hours', { count: Math.max(1, Math.round(seconds / 3600)) });
}
