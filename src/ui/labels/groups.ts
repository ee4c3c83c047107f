/** Groups of photos by label, and of the photos without one, with their titles. */

import type { Scores } from '#session/labels/contract';
import { t } from '../i18n';
import type { Sorted } from './sorting';

export interface LabelGroup {
  /** Index of a label, or the kind of group without one. Only labels become tags. */
  key: number | 'none' | 'unsure';
  title: string;
  /** Indexes of its photos in the scores. */
  rows: readonly number[];
}

/** Returns a group for each label, even if empty; groups without a label only if they have photos. */
export function groupsOf({ texts }: Scores, { labelled, none, unsure }: Sorted): LabelGroup[] {
  const groups: LabelGroup[] = texts.map((title, key) => ({ key, title, rows: labelled[key] ?? [] }));
  if (unsure.length > 0) groups.push({ key: 'unsure', title: t('labels.unsure'), rows: unsure });
  if (none.length > 0) groups.push({ key: 'none', title: t('labels.none'), rows: none });
  return groups;
}

/** Returns the labels of each photo, in the order of the groups. */
export function labelsOf(groups: readonly LabelGroup[], photos: number): string[][] {
  const labels: string[][] = Array.from({ length: photos }, () => []);
  for (const { key, title, rows } of groups) {
    if (typeof key === 'string') continue;
    for (const row of rows) labels[row]?.push(title);
  }
  return labels;
}
