/** Conditions in words: on chips, in the panel of filters, in the names of saved searches. */

import type { Filter, FolderArea, Orientation, TimeRange } from '#core/filter';
import type { Part } from '#core/query/reading';
import type { SourceState } from '#workers/library/contract';
import { formatDay, formatDays, t } from '../i18n';
import { sourceName } from '../library/source-name';
import type { Session } from '../session';
import { placeName } from './place-names';

/** One value of a filter. */
export interface Condition {
  key: Exclude<Part['kind'], 'words' | 'wanted' | 'unwanted'>;
  words: string;
  /** The filter without it. */
  without: Filter;
}

/** Every value of a filter by itself, in the words that people know it by. */
export function conditionsOf(filter: Filter, session: Session): Condition[] {
  const { taken, orientation, favourite } = filter;
  const each = <K extends ListKey>(
    list: K,
    key: Condition['key'],
    words: (value: Filter[K][number]) => string,
  ) =>
    (filter[list] as Filter[K][number][]).map((value) => ({
      key,
      words: words(value),
      without: { ...filter, [list]: (filter[list] as unknown[]).filter((other) => other !== value) },
    }));
  return [
    ...(taken
      ? [{ key: 'date' as const, words: rangeName(taken), without: { ...filter, taken: null } }]
      : []),
    ...each('places', 'near', (place) => placeName(place, session)),
    ...each('cameras', 'camera', String),
    ...each('folders', 'folder', (folder) => folderName(folder, session.sources.value)),
    ...each('kinds', 'kind', kindName),
    ...(orientation
      ? [{ key: 'shape' as const, words: shapeName(orientation), without: { ...filter, orientation: null } }]
      : []),
    ...each('tags', 'tag', String),
    ...each('withoutTags', 'withoutTag', String),
    ...each('texts', 'text', String),
    ...each('withoutTexts', 'withoutText', String),
    ...(favourite
      ? [
          {
            key: 'favourite' as const,
            words: t('filter.favourite'),
            without: { ...filter, favourite: false },
          },
        ]
      : []),
  ];
}

type ListKey = {
  [K in keyof Filter]: Filter[K] extends readonly unknown[] ? K : never;
}[keyof Filter];

/** From the first day to the last one; either may be open. */
export function rangeName({ from, before }: TimeRange): string {
  if (!Number.isFinite(from)) return t('filter.until', { day: formatDay(before - 1) });
  if (!Number.isFinite(before)) return t('filter.since', { day: formatDay(from) });
  return formatDays(from, before - 1);
}

export function folderName({ source, path }: FolderArea, sources: readonly SourceState[]): string {
  const inside = path.split('/').at(-1);
  const root = sources.find(({ id }) => id === source);
  return inside || (root ? sourceName(root) : t('photo.fromFiles'));
}

export function kindName(kind: string): string {
  return kind.replace(/\+.*/, '').toUpperCase();
}

export function shapeName(shape: Orientation): string {
  return t(`filter.${shape}`);
}
