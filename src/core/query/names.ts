/** Names as they stand in a sentence: in any case and width, each as a word of its own. */

import { folded } from '#core/folding';
import type { Stretch } from './reading';

/**
 * The longest name that begins at a place of a text, and where it ends; null if none does.
 * @param edges places where words begin or end for certain: those of dates
 */
type NameFinder = (
  text: string,
  from: number,
  edges?: ReadonlySet<number>,
) => { name: string; to: number } | null;

/** With the marks of letters that are taken apart: ë may be two characters. */
const LETTER = /[\p{L}\p{N}\p{M}]/u;
const CJK = /[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}ー]/u;
const HAN = /\p{Script=Han}/u;
const HIRAGANA = /\p{Script=Hiragana}/u;

/** Chinese words of one character that stand before a name, and behind one, without being part of it. */
const HAN_BEFORE = /[的在和与與跟同去到从從是了有给給对對把被让讓及或没沒拍看抱们們里裡于於来來除外要]/;
const HAN_BEHIND = /[的和与與跟同在是了有去到都也被把以]/;
/** What stands behind a Japanese name of one character, or in hiragana: it is not the rest of a longer word. */
const PARTICLE =
  /^(?:さん|ちゃん|くん|君|様|たち|だけ|のみ|から|まで|なし|以外|[のにでとをはがへ]|[もや](?!\p{Script=Hiragana}))/u;
const PARTICLE_BEFORE = /(?:から|まで|より|[のにでとをはがへもや])$/;
/** Ann is not in "Ann-Sophie". */
const HYPHEN_BEFORE = /\p{L}-$/u;
const HYPHEN_BEHIND = /^-\p{L}/u;
/** Most characters of a text that may be one name: longer ones are found by their key alone. */
const LONGEST = 60;

/** @param names as they are written */
export function nameFinder(names: readonly string[]): NameFinder {
  const known = new Map(names.map((name) => [folded(name), name]));
  const beginnings = new Set([...known.keys()].map((name) => [...name][0]));
  const longest = Math.min(LONGEST, ...[Math.max(0, ...names.map(({ length }) => 2 * length))]);

  return (text, from, edges = NO_EDGES) => {
    if (!beginnings.has([...folded(text.slice(from, from + 2))][0])) return null;
    if (runsOn(text[from - 1], text[from]) || HYPHEN_BEFORE.test(text.slice(0, from))) return null;
    for (let to = Math.min(text.length, from + longest); to > from; to--) {
      if (/\s/.test(text[to - 1] ?? '')) continue;
      const name = known.get(folded(text.slice(from, to)));
      if (name === undefined || HYPHEN_BEHIND.test(text.slice(to))) continue;
      if (isApart(text, { from, to }, edges)) return { name, to };
    }
    return null;
  };
}

const NO_EDGES: ReadonlySet<number> = new Set();

/** Whether a name stands by itself: "Ann" is not in "Annapolis", 花 not in 花火, 小明 not in 王小明. */
function isApart(text: string, { from, to }: Stretch, edges: ReadonlySet<number>): boolean {
  const [before = '', after = ''] = [text[from - 1], text[to]];
  const [first = '', last = ''] = [text[from], text[to - 1]];
  const isOne = to - from === 1;
  const begins =
    edges.has(from) ||
    (HAN.test(first) && (!HAN.test(before) || HAN_BEFORE.test(before))) ||
    (HIRAGANA.test(first) && (!HIRAGANA.test(before) || PARTICLE_BEFORE.test(text.slice(0, from)))) ||
    (!HAN.test(first) && !HIRAGANA.test(first) && !runsOn(before, first));
  const ends =
    edges.has(to) ||
    (HAN.test(last) ? endsInHan() : HIRAGANA.test(last) ? endsInKana() : !runsOn(last, after));
  return begins && ends;

  /** Chinese puts no spaces between words, so only a name of one character must be followed by another kind. */
  function endsInHan(): boolean {
    if (!isOne) return true;
    return HAN.test(after) ? HAN_BEHIND.test(after) || PARTICLE.test(text.slice(to)) : endsInKana();
  }
  function endsInKana(): boolean {
    return !HIRAGANA.test(after) || PARTICLE.test(text.slice(to));
  }
}

/** Whether two characters are of one word. Katakana runs on only into its own kind. */
function runsOn(a = '', b = ''): boolean {
  if (!LETTER.test(a) || !LETTER.test(b)) return false;
  if (CJK.test(a) !== CJK.test(b)) return false;
  if (!CJK.test(a)) return true;
  const isKatakana = (char: string) => !HAN.test(char) && !HIRAGANA.test(char);
  return isKatakana(a) && isKatakana(b);
}
