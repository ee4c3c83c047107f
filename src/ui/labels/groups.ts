/** The photos of each class, and what is left over, with their names. */

import type { Scores } from '#session/labels/contract';
import { t } from '../i18n';
import type { Sorted } from './sorting';

export interface LabelGroup {
  /** Number of a label, or what has none. Only labels become tags. */
  key: number | 'none' | 'unsure';
  title: string;
  /** Rows of the scores. */
  rows: readonly number[];
}

/** One for each label, empty or not; what has no label only if there is some. */
export function groupsOf({ texts }: Scores, { labelled, none, unsure }: Sorted): LabelGroup[] {
  const groups: LabelGroup[] = texts.map((title, key) => ({ key, title, rows: labelled[key] ?? [] }));
  if (unsure.length > 0) groups.push({ key: 'unsure', title: t('labels.unsure'), rows: unsure });
  if (none.length > 0) groups.push({ key: 'none', title: t('labels.none'), rows: none });
  return groups;
}

/** The labels of each photo, in the order of the labels. */
export function labelsOf(groups: readonly LabelGroup[], photos: number): string[][] {
  const labels: string[][] = Array.from({ length: photos }, () => []);
  for (const { key, title, rows } of groups) {
    if (typeof key === 'string') continue;
    for (const row of rows) labels[row]?.push(title);
  }
  return labels;
}
