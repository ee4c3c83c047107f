/** What a gallery without a title is called: the days of its photos. */

import type { GalleryFacts, GalleryTells } from '#session/export/contract';
import { formatDay, formatDays } from '../i18n';

/** Returns an empty text if dates are not told, or not known. */
export function daysTold(
  facts: Pick<GalleryFacts, 'days'> | null | undefined,
  tells: Pick<GalleryTells, 'dates'>,
): string {
  if (!tells.dates || !facts?.days) return '';
  const { from, to } = facts.days;
  const first = formatDay(from);
  return first === formatDay(to) ? first : formatDays(from, to);
}
