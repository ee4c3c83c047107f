/** A batch as CSV: file name, path, and a column for each query. */

import type { PhotoCard } from '#core/photo';
import type { Scores, Session } from '#session/contract';
import type { Measure } from './look';
import { measured } from './measures';
import { csvFile, pathsOf, written } from './writing';

const NAMES: Record<Measure, string> = {
  cosine: 'mitsuke-cosine',
  perPhoto: 'mitsuke-softmax-per-photo',
  perText: 'mitsuke-softmax-per-query',
};

/** @param rows in the order they are written in */
export async function batchFile(
  session: Session,
  scores: Scores,
  rows: readonly number[],
  by: Measure,
): Promise<File> {
  const cards = rows.map((row) => scores.photos[row] as PhotoCard);
  const paths = await pathsOf(session, cards);
  return csvFile(NAMES[by], ['name', 'path', ...scores.texts], rows.length, (i) => [
    cards[i]?.name ?? '',
    paths[i] ?? '',
    ...scores.texts.map((_, text) => written(measured(scores, by, rows[i] as number, text))),
  ]);
}
