/** Texts for conditions: on chips, in the filter panel, in the names of saved searches. */

import type { Filter, FolderArea, Orientation, TimeRange } from '#core/filter';
import type { QueryPart } from '#core/query/reading';
import type { WallTime } from '#core/wall-clock';
import type { Session } from '#session/contract';
import type { Finding } from '#session/finding/contract';
import type { SourceState } from '#workers/library/contract';
import { formatDay, formatDays, t } from '../i18n';
import { sourceName } from '../parts/source-name';
import { placeName } from './place-names';

/** One value of a filter. */
export interface Condition {
  key: Exclude<QueryPart['kind'], 'words' | 'wanted' | 'unwanted'>;
  words: string;
  /** The filter without it. */
  without: Filter;
}

/** Parts of the session from which the names of folders and locations come. */
export type Naming = Pick<Session, 'sources'> & { finding: Pick<Finding, 'cityAt'> };

/** Returns every value of a filter separately, with its text. */
export function conditionsOf(filter: Filter, session: Naming): Condition[] {
  const { taken, places, folders, orientation, favourite } = filter;
  const condition = (key: Condition['key'], words: string, gone: Partial<Filter>): Condition => ({
    key,
    words,
    without: { ...filter, ...gone },
  });
  const each = (key: Condition['key'], list: TextList, words = (value: string) => value) =>
    (filter[list] ?? []).map((value) =>
      condition(key, words(value), { [list]: others(filter[list] ?? [], value) }),
    );
  return [
    ...(taken ? [condition('date', rangeName(taken), { taken: null })] : []),
    ...places.map((place) =>
      condition('near', placeName(place, session.finding), { places: others(places, place) }),
    ),
    ...filter.cameras.map((name) =>
      condition('camera', typeof name === 'string' ? name : name.part, {
        cameras: others(filter.cameras, name),
      }),
    ),
    ...folders.map((folder) =>
      condition('folder', folderName(folder, session.sources.value), { folders: others(folders, folder) }),
    ),
    ...each('kind', 'kinds', kindName),
    ...(orientation ? [condition('shape', shapeName(orientation), { orientation: null })] : []),
    ...each('tag', 'tags'),
    ...each('withoutTag', 'withoutTags'),
    ...each('text', 'texts'),
    ...each('withoutText', 'withoutTexts'),
    ...each('written', 'written'),
    ...each('person', 'people', personName),
    ...each('withoutPerson', 'withoutPeople', personName),
    ...(filter.company
      ? [{ ...condition('person', personName(filter.company), {}), without: anyCompany(filter) }]
      : []),
    ...(favourite ? [condition('favourite', t('filter.favourite'), { favourite: false })] : []),
  ];
}

type TextList =
  | 'texts'
  | 'withoutTexts'
  | 'written'
  | 'people'
  | 'withoutPeople'
  | 'kinds'
  | 'tags'
  | 'withoutTags';

function others<T>(values: readonly T[], value: T): T[] {
  return values.filter((other) => other !== value);
}

function anyCompany({ company: _, ...filter }: Filter): Filter {
  return filter;
}

/** @param value a name, the number of somebody without one, or who else is there */
export function personName(value: string): string {
  if (value === 'none') return t('people.nobody');
  if (value === 'only') return t('people.onlyThem');
  return value.startsWith('#') ? t('people.unnamed') : value;
}

/** Returns the text of a range of days; either end may be open. */
export function rangeName({ from, before }: TimeRange): string {
  const last = (before - 1) as WallTime;
  if (!Number.isFinite(from)) return t('filter.until', { day: formatDay(last) });
  if (!Number.isFinite(before)) return t('filter.since', { day: formatDay(from) });
  return formatDays(from, last);
}

export function folderName({ source, path }: FolderArea, sources: readonly SourceState[]): string {
  const inside = path.split('/').at(-1);
  const root = sources.find(({ id }) => id === source);
  return inside || (root ? sourceName(root) : t('photo.fromFiles'));
}

export function kindName(kind: string): string {
  if (kind === 'video') return t('filter.video');
  return kind.replace(/\+.*/, '').toUpperCase();
}

export function shapeName(shape: Orientation): string {
  return t(`filter.${shape}`);
}
