/** Classes and likelihoods as files. The names of their fields are kept for good. */

import type { PhotoCard } from '#core/photo';
import { rowOf } from '#core/vector';
import type { Scores, Session } from '#session/contract';
import { type Group, labelsOf } from './groups';
import { csvFile, jsonFile, pathsOf, written } from './writing';

const NAME = 'mitsuke-labels';

interface Classified {
  scores: Scores;
  likely: Float32Array;
  groups: readonly Group[];
  /** The one whose photos are written; null for all. */
  group: Group | null;
}

/** What is shown, to be written: file name, path, labels, then the likelihood of each class. */
export function classFiles({ scores: { photos, texts }, likely, groups, group }: Classified) {
  const prepare = async (session: Session) => {
    const labels = labelsOf(groups, photos.length);
    const rows = group?.rows ?? photos.map((_, row) => row);
    const cards = rows.map((row) => photos[row] as PhotoCard);
    const paths = await pathsOf(session, cards);
    return cards.map(({ name }, i) => {
      const row = rows[i] as number;
      const own = rowOf(likely, row, texts.length);
      return { name, path: paths[i] ?? '', labels: labels[row] ?? [], own };
    });
  };
  return {
    csv: async (session: Session) => {
      const lines = await prepare(session);
      return csvFile(NAME, ['name', 'path', 'labels', ...texts], lines.length, (i) => {
        const { name, path, labels, own } = lines[i] as (typeof lines)[number];
        return [name, path, labels.join('; '), ...Array.from(own, written)];
      });
    },
    json: async (session: Session) => {
      const lines = await prepare(session);
      return jsonFile(NAME, texts.length, lines.length, (i) => {
        const { name, path, labels, own } = lines[i] as (typeof lines)[number];
        const likelihoods = Object.fromEntries(texts.map((text, label) => [text, written(own[label] ?? 0)]));
        return { name, path, labels, likelihoods };
      });
    },
  };
}
