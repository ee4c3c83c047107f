/**
 * Own words: the user's name for what some photos show, which works in a query like any other word. One is a saved
 * search that asks for nothing but photos like its examples. So it is stored, renamed, deleted and backed up as those
 * are, and means the same after a change of the model, by the same photos.
 */

import { isOpen } from './filter';
import { folded } from './folding';
import { verdicts } from './judging';
import type { SavedSearch } from './searches';

/** Photos that a word needs: fewer show one occasion rather than what they have in common. */
export const FEWEST_EXAMPLES = 3;

type Judgements = NonNullable<SavedSearch['judgements']>;

export interface OwnWord {
  /** Of the saved search. */
  id: string;
  name: string;
  judgements: Judgements;
}

/** The first of each name. */
export function ownWordsOf(saved: readonly SavedSearch[]): OwnWord[] {
  const words = new Map<string, OwnWord>();
  for (const { id, name, text, filter, photo, judgements = [] } of saved) {
    if (text !== '' || photo !== null || !isOpen(filter) || !isEnough(judgements)) continue;
    const key = folded(name.trim());
    if (key !== '' && !words.has(key)) words.set(key, { id, name: name.trim(), judgements });
  }
  return [...words.values()];
}

export function ownWordNamed(words: readonly OwnWord[], name: string): OwnWord | undefined {
  return words.find((word) => folded(word.name) === folded(name.trim()));
}

function isEnough(judgements: Judgements): boolean {
  return [...verdicts(judgements).values()].filter((wanted) => wanted).length >= FEWEST_EXAMPLES;
}
