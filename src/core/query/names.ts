/** Names that the user gave, as they stand in a sentence: in any case and width, each as a word of its own. */

import { folded } from '#core/folding';

/** The longest name that begins at a place of a text, and where it ends; null if none does. */
type NameFinder = (text: string, from: number) => { name: string; to: number } | null;

const LETTER = /[\p{L}\p{N}]/u;
const CJK = /[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}ー]/u;
const HIRAGANA = /\p{Script=Hiragana}/u;

/** Most characters of a text that may be one name: longer ones are found by their key alone. */
const LONGEST = 60;

/** @param names as the user gave them */
export function nameFinder(names: readonly string[]): NameFinder {
  const known = new Map(names.map((name) => [folded(name), name]));
  const beginnings = new Set([...known.keys()].map((name) => [...name][0]));
  const longest = Math.min(LONGEST, ...[Math.max(0, ...names.map(({ length }) => 2 * length))]);

  return (text, from) => {
    if (!beginnings.has([...folded(text.slice(from, from + 2))][0])) return null;
    for (let to = Math.min(text.length, from + longest); to > from; to--) {
      if (/\s/.test(text[to - 1] ?? '')) continue;
      const name = known.get(folded(text.slice(from, to)));
      if (name !== undefined && isApart(text, from, to)) return { name, to };
    }
    return null;
  };
}

/** Whether a name stands by itself: "Ann" is not in "Annapolis", 花 not in 花火, アンナ not in アンナプルナ. */
function isApart(text: string, from: number, to: number): boolean {
  const [before = '', after = ''] = [text[from - 1], text[to]];
  const [first = '', last = ''] = [text[from], text[to - 1]];
  return !runsOn(before, first) && !runsOn(last, after) && !(to - from === 1 && isHan(last) && isHan(after));
}

/** Whether two characters are of one word. Kana and characters of Chinese names run on only into their own kind. */
function runsOn(a: string, b: string): boolean {
  if (!LETTER.test(a) || !LETTER.test(b)) return false;
  if (CJK.test(a) !== CJK.test(b)) return false;
  if (!CJK.test(a)) return true;
  const isKatakana = (char: string) => !isHan(char) && !HIRAGANA.test(char);
  return isKatakana(a) && isKatakana(b);
}

function isHan(char: string): boolean {
  return /\p{Script=Han}/u.test(char);
}
