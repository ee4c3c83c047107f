/** What an occasion is called, and which photos it has. */

import type { Occasion } from '#core/occasion';
import type { PhotoCard } from '#core/photo';
import { fieldsOf, plus } from '#core/wall-clock';
import type { Finding } from '#session/finding/contract';
import { tripName } from '../filter/place-names';
import { rangeName } from '../filter/words';
import { formatDay, formatMonth, t } from '../i18n';

export function titleOf(occasion: Occasion, finding: Pick<Finding, 'cityAt'>): string {
  const { from } = occasion;
  switch (occasion.kind) {
    case 'day':
      return t('days.yearsAgo', { count: occasion.yearsAgo });
    case 'trip':
      return tripName(occasion.stays, finding);
    case 'season':
      return occasion.name ? t(`days.${occasion.name}`, { years: yearsOf(occasion) }) : monthsOf(occasion);
    case 'best':
      return t('days.best', { month: formatMonth(from) });
  }
}

/** A second line: the days, or how many photos where the title says when. */
export function aboutOf(occasion: Occasion): string {
  if (occasion.kind === 'day') return formatDay(occasion.from);
  if (occasion.kind === 'trip') return rangeName(occasion);
  return t('library.photos', { count: occasion.photos.length });
}

/** Returns the photos that are still in the library, in the order of time. @param library the newest first */
export function photosOf({ photos }: Occasion, library: readonly PhotoCard[]): PhotoCard[] {
  const nos = new Set(photos);
  return library.filter(({ no }) => nos.has(no)).reverse();
}

/** "2026", or "2025–26" of one across the new year. */
function yearsOf({ from, before }: Occasion): string {
  const [first, last] = [fieldsOf(from).year, fieldsOf(plus(before, -1)).year];
  return first === last ? String(first) : `${first}–${String(last % 100).padStart(2, '0')}`;
}

/** Intl's own ranges of months are bare figures in Japanese and Chinese. */
const monthsOf = ({ from, before }: Occasion) =>
  t('days.months', { from: formatMonth(from), to: formatMonth(plus(before, -1)) });
