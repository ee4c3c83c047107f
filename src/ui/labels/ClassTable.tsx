import { useMemo, useState } from 'preact/hooks';
import { rowOf } from '#core/vector';
import type { Scores } from '#session/labels/contract';
import { t } from '../i18n';
import { formatList, formatShare } from '../i18n/amounts';
import { type LabelGroup, labelsOf } from './groups';
import { type Cell, ScoreTable } from './ScoreTable';
import { judging } from './shown';
import type { Sorted } from './sorting';
import { type Sort, sortRows } from './table-order';

interface Props {
  scores: Scores;
  likely: Float32Array;
  sorted: Sorted;
  groups: readonly LabelGroup[];
  /** The group that is shown; null for all. */
  group: LabelGroup | null;
}

/** A table of the photos: their labels, then the likelihood of each class. */
export function ClassTable({ scores, likely, sorted, groups, group }: Props) {
  const { photos, texts } = scores;
  const count = texts.length;
  const [sort, setSort] = useState<Sort>({ by: 'photo', descending: true });
  const labels = useMemo(() => labelsOf(groups, photos.length), [groups, photos]);
  const others = useMemo(() => otherNames(groups), [groups]);
  const withNone = judging.value.none && !judging.value.several;

  /** Returns the sort key of a cell. Column 0 is the label; the last column may be "none of these". */
  const value = (row: number, column: number): number => {
    const own = rowOf(likely, row, count);
    const best = sorted.best[row] as number;
    // Sorts by label first, and within a label by likelihood.
    if (column === 0) return (labels[row]?.length ?? 0) === 0 ? -count : (own[best] as number) - best;
    if (column <= count) return own[column - 1] as number;
    return Math.max(0, 1 - own.reduce((sum, each) => sum + each, 0));
  };
  const rows = useMemo(() => {
    const all = group ? [...group.rows].sort((a, b) => a - b) : photos.map((_, row) => row);
    return sortRows(all, sort, value);
  }, [scores, likely, sorted, labels, group, sort]);

  const cell = (row: number, column: number): Cell => {
    const own = labels[row] ?? [];
    if (column === 0) {
      const text = own.length > 0 ? formatList(own) : (others.get(row) ?? '');
      return { text, share: value(row, (sorted.best[row] as number) + 1), strong: own.length > 0 };
    }
    const share = value(row, column);
    return { text: formatShare(share), share, strong: own.includes(texts[column - 1] ?? '') };
  };
  const columns = [t('labels.label'), ...texts, ...(withNone ? [t('labels.none')] : [])];
  return (
    <ScoreTable photos={photos} rows={rows} columns={columns} cell={cell} sort={sort} onSort={setSort} />
  );
}

/** Returns the text shown for rows without a label, by row. */
function otherNames(groups: readonly LabelGroup[]): Map<number, string> {
  const names = new Map<number, string>();
  for (const { key, title, rows } of groups) {
    if (typeof key === 'string') for (const row of rows) names.set(row, title);
  }
  return names;
}
