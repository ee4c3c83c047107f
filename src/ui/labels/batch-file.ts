/** Export of a batch as a table: file name, path, and a column for each query. */

import type { PhotoCard } from '#core/photo';
import type { Table } from '#session/export/contract';
import type { Scores } from '#session/labels/contract';
import { measured, written } from './measures';
import type { Measure } from './shown';

const NAMES: Record<Measure, string> = {
  cosine: 'mitsuke-cosine',
  perPhoto: 'mitsuke-softmax-per-photo',
  perText: 'mitsuke-softmax-per-query',
};

/** @param rows indexes of the photos, in the order in which they are written */
export function batchTable(scores: Scores, rows: readonly number[], by: Measure): Table {
  const photos = rows.map((row) => scores.photos[row] as PhotoCard);
  return {
    name: NAMES[by],
    head: ['name', 'path', ...scores.texts],
    photos,
    row: (i, path) => [
      photos[i]?.name ?? '',
      path,
      ...scores.texts.map((_, text) => written(measured(scores, by, rows[i] as number, text))),
    ],
  };
}
