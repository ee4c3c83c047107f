/** Export of labels and likelihoods as files. Field names must not change: other programs read them. */

import type { PhotoCard } from '#core/photo';
import { rowOf } from '#core/vector';
import type { Items, Table } from '#session/export/contract';
import type { Scores } from '#session/labels/contract';
import { type LabelGroup, labelsOf } from './groups';
import { written } from './measures';

const NAME = 'mitsuke-labels';

interface Classified {
  scores: Scores;
  likely: Float32Array;
  groups: readonly LabelGroup[];
  /** The group whose photos are written; null for all. */
  group: LabelGroup | null;
}

/** Returns a table: file name, path, labels, then the likelihood of each class. */
export function classTable(classified: Classified): Table {
  const { photos, line } = linesOf(classified);
  return {
    name: NAME,
    head: ['name', 'path', 'labels', ...classified.scores.texts],
    photos,
    row: (i, path) => {
      const { name, labels, own } = line(i);
      return [name, path, labels.join('; '), ...Array.from(own, written)];
    },
  };
}

/** Returns the same as objects. */
export function classItems(classified: Classified): Items {
  const { photos, line } = linesOf(classified);
  const { texts } = classified.scores;
  return {
    name: NAME,
    width: texts.length,
    photos,
    item: (i, path) => {
      const { name, labels, own } = line(i);
      const likelihoods = Object.fromEntries(texts.map((text, label) => [text, written(own[label] ?? 0)]));
      return { name, path, labels, likelihoods };
    },
  };
}

function linesOf({ scores: { photos: all, texts }, likely, groups, group }: Classified) {
  const labels = labelsOf(groups, all.length);
  const rows = group?.rows ?? all.map((_, row) => row);
  const photos = rows.map((row) => all[row] as PhotoCard);
  const line = (i: number) => {
    const row = rows[i] as number;
    const own = rowOf(likely, row, texts.length);
    return { name: photos[i]?.name ?? '', labels: labels[row] ?? [], own };
  };
  return { photos, line };
}
