/** Own words with their examples, and their export as files. Field names must not change: other programs read them. */

import { verdicts } from '#core/judging';
import type { OwnWord } from '#core/own-words';
import type { PhotoCard, PhotoNo } from '#core/photo';
import type { Items, Table } from '#session/export/contract';

const NAME = 'mitsuke-words';

export interface WordExamples extends Pick<OwnWord, 'id' | 'name'> {
  /** Photos that show what it means, and photos that do not; those of the library. */
  wanted: readonly PhotoCard[];
  unwanted: readonly PhotoCard[];
}

export function wordExamples(words: readonly OwnWord[], photos: readonly PhotoCard[]): WordExamples[] {
  const told = words.map(({ judgements, ...word }) => ({ word, judged: verdicts(judgements) }));
  const needed = new Set<PhotoNo>(told.flatMap(({ judged }) => [...judged.keys()]));
  const cards = photos.filter(({ no }) => needed.has(no));
  return told.map(({ word: { id, name }, judged }) => ({
    id,
    name,
    wanted: cards.filter(({ no }) => judged.get(no) === true),
    unwanted: cards.filter(({ no }) => judged.get(no) === false),
  }));
}

/** Returns a table: a row for each example of each word. */
export function wordTable(words: readonly WordExamples[]): Table {
  const lines = linesOf(words);
  return {
    name: NAME,
    head: ['word', 'example', 'name', 'path'],
    photos: lines.map(({ photo }) => photo),
    row: (i, path) => {
      const line = lines[i];
      return line ? [line.word, line.isWanted ? 'yes' : 'no', line.photo.name, path] : [];
    },
  };
}

/** Returns the same as objects. */
export function wordItems(words: readonly WordExamples[]): Items {
  const lines = linesOf(words);
  return {
    name: NAME,
    width: 4,
    photos: lines.map(({ photo }) => photo),
    item: (i, path) => {
      const line = lines[i];
      return line ? { word: line.word, example: line.isWanted, name: line.photo.name, path } : {};
    },
  };
}

function linesOf(words: readonly WordExamples[]) {
  return words.flatMap(({ name: word, wanted, unwanted }) => [
    ...wanted.map((photo) => ({ word, photo, isWanted: true })),
    ...unwanted.map((photo) => ({ word, photo, isWanted: false })),
  ]);
}
