/**
 * The one form in which words read in photos and words that are typed are compared. Loaded with the index of
 * words alone: it holds the table of Chinese characters.
 */

import { folded } from './folding';
import { HAN_VARIANTS } from './han-variants';

/** A text as symbols, without spaces and punctuation: readers of photos add and lose these. */
export interface FoldedWords {
  /** Code points. */
  symbols: number[];
  /** For each symbol, whether a word may begin there. */
  starts: boolean[];
  /** For each symbol, whether white space was before it. */
  spaced: boolean[];
}

/** What symbols are to their neighbours. A library has millions, so these are numbers. */
const OTHER = 1;
const SPACE = 2;
/** Marks that may have to be joined with the letter before. */
const MARK = 3;
/** Any horizontal line but ー and 一, and these two. */
const DASH = 4;
const LONG = 5;
const HAN = 6;
const HIRAGANA = 7;
const KATAKANA = 8;
/** Of any alphabet. */
const LETTER = 9;
const DIGIT = 10;

const KINDS: readonly (readonly [RegExp, number])[] = [
  [/[ー一]/, LONG],
  [/[\p{Pd}−~∼∽〜〰─━]/u, DASH],
  [/\s/u, SPACE],
  [/[\p{Script=Han}〇]/u, HAN],
  [/\p{Script=Hiragana}/u, HIRAGANA],
  [/\p{Script=Katakana}/u, KATAKANA],
  [/\p{N}/u, DIGIT],
  [/\p{M}/u, MARK],
  [/\p{L}/u, LETTER],
];

const LINE = 'ー'.codePointAt(0) as number;
const KATAKANA_OF_HIRAGANA = 0x60;
/** Half-width marks of kana: letters to Unicode until they are joined. */
const HALF_WIDTH_MARKS = /[ﾞﾟ]/;

/** What the form of Unicode keeps apart though it is the same character to those who read and type. */
const SAME: ReadonlyMap<string, string> = new Map([
  ['○', '〇'],
  ['◯', '〇'],
  ...HAN_VARIANTS.trim()
    .split(/\s+/)
    .flatMap((set) => [...set].map((each): [string, string] => [each, [...set][0] as string])),
]);

/**
 * Symbols that readers of photos take for each other, one set a word. Hiragana need no rows of their own,
 * because they are folded to katakana.
 */
const LOOK_ALIKES = `
o0〇 il1 ロ口 ニ二 カ力ヵ エ工ェ タ夕 ト卜 ハ八 オ才ォ ヌ又 ム厶 ヒ匕 サ廾 ミ三 リ刂 ノ丿
アァ イィ ウゥ ケヶ ツッ ヤャ ユュ ヨョ ワヮ 日曰 未末 土士 己已巳 人入
`;

/** A character's symbols, each with its kind: `symbol * 16 + kind`. */
type Pieces = readonly number[];
const KIND_BITS = 4;
const KIND = 15;

/** What characters fold to, by code point: libraries have millions of characters, and few different ones. */
const known = new Map<number, Pieces>();

const lookAlikes = new Map<number, number>();
for (const set of LOOK_ALIKES.trim().split(/\s+/)) {
  const [first = 0, ...others] = [...set].map((each) => (piecesOf(each)[0] as number) >>> KIND_BITS);
  for (const other of others) lookAlikes.set(other, first);
}

/**
 * Folds a line of a photo, or a query: NFKC, no case, no Latin accents, kana as katakana, one form for
 * simplified, traditional and Japanese characters, one for horizontal lines, no spaces and no punctuation.
 */
export function foldWords(text: string): FoldedWords {
  const read = piecesOfText(text) ?? piecesOfText(text.normalize('NFKC'), true);
  return joined(read as TextPieces);
}

/** Returns the symbol that stands for all that look like this one. */
export function lookAlike(symbol: number): number {
  return lookAlikes.get(symbol) ?? symbol;
}

/** Returns whether a symbol is a Chinese character. */
export function isHan(symbol: number): boolean {
  return kindOf(String.fromCodePoint(symbol)) === HAN;
}

/** How much a symbol says, relative to others: from a sum of 12 on, a symbol in error leaves enough to go by. */
export function weightOf(symbol: number): number {
  return WEIGHTS[kindOf(String.fromCodePoint(symbol))] ?? 3;
}
/** Three Chinese characters, four kana, five letters, six digits: "lake" is no misread "like", nor 1980 1990. */
const WEIGHTS: Readonly<Record<number, number>> = { [HAN]: 4, [LETTER]: 2.4, [DIGIT]: 2 };

interface TextPieces {
  pieces: number[];
  /** For each piece 1 if something was left out before it, 2 if that was white space. */
  gaps: number[];
}

/** Takes a text apart. Returns null if there are marks that must be joined with their letters first. */
function piecesOfText(text: string, areJoined = false): TextPieces | null {
  const pieces: number[] = [];
  const gaps: number[] = [];
  let gap = 1;
  for (let i = 0; i < text.length; i++) {
    const code = text.codePointAt(i) as number;
    if (code > 0xffff) i++;
    let own = known.get(code);
    if (!own) {
      own = piecesOf(String.fromCodePoint(code));
      known.set(code, own);
    }
    for (let k = 0; k < own.length; k++) {
      const piece = own[k] as number;
      const kind = piece & KIND;
      if (kind === MARK && !areJoined) return null;
      if (kind === MARK && isAccent(piece >>> KIND_BITS)) continue;
      if (kind === SPACE) gap = 2;
      else if (kind === OTHER) gap = Math.max(gap, 1);
      else {
        pieces.push(piece);
        gaps.push(gap);
        gap = 0;
      }
    }
  }
  return { pieces, gaps };
}

/** Decides which horizontal lines stay, and where words begin. */
function joined({ pieces, gaps }: TextPieces): FoldedWords {
  const line: FoldedWords = { symbols: [], starts: [], spaced: [] };
  // Of what was kept last; `OTHER` if something was left out since.
  let before = OTHER;
  let wasDash = false;
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i] as number;
    const kind = piece & KIND;
    const isLine = kind === LONG || kind === DASH;
    if (isLine && !staysLine(pieces, i)) {
      before = OTHER;
      continue;
    }
    if (kind === DASH && wasDash) continue;
    const gap = gaps[i] as number;
    const own = kind === MARK || (kind === LONG && gap === 0 && before !== OTHER) ? before : kind;
    line.symbols.push(isLine ? LINE : piece >>> KIND_BITS);
    // Words in scripts without spaces may begin and end anywhere.
    line.starts.push(gap > 0 || own !== before || own === HAN || own === HIRAGANA || own === LONG);
    line.spaced.push(gap === 2);
    wasDash = kind === DASH;
    // After a dash a word begins; a 一 that begins a run is a character like any other.
    before = wasDash ? OTHER : own === LONG ? HAN : own;
  }
  return line;
}

/**
 * A horizontal line means something beside Chinese and Japanese alone: "03-1234" is also written "031234", "ラーメン"
 * never "ラメン". At an end of the text a ー or 一 stays, because what was beyond is unknown.
 */
function staysLine(pieces: readonly number[], at: number): boolean {
  const before = neighbour(pieces, at, -1);
  const after = neighbour(pieces, at, 1);
  const isAsian = (kind: number) => kind === HAN || kind === HIRAGANA || kind === KATAKANA;
  if (isAsian(before) || isAsian(after)) return true;
  return ((pieces[at] as number) & KIND) === LONG && (before === OTHER || after === OTHER);
}

/** Returns the kind of the next piece that is no horizontal line; `OTHER` at an end of the text. */
function neighbour(pieces: readonly number[], at: number, step: number): number {
  for (let i = at + step; i >= 0 && i < pieces.length; i += step) {
    const kind = (pieces[i] as number) & KIND;
    if (kind !== LONG && kind !== DASH) return kind;
  }
  return OTHER;
}

function piecesOf(character: string): Pieces {
  if (HALF_WIDTH_MARKS.test(character)) return [MARK];
  return [...folded(character)].map((each) => {
    const same = SAME.get(each) ?? each;
    const symbol = same.codePointAt(0) as number;
    const plain = isHiragana(symbol) ? symbol + KATAKANA_OF_HIRAGANA : symbol;
    return (plain << KIND_BITS) | kindOf(same);
  });
}

function kindOf(character: string): number {
  return KINDS.find(([pattern]) => pattern.test(character))?.[1] ?? OTHER;
}

/** Accents of European letters: those that are joined with no letter are as little as the others. */
function isAccent(symbol: number): boolean {
  return symbol >= 0x300 && symbol <= 0x36f;
}

/** ぁ to ゖ, ゝ and ゞ: the letters that have a twin among katakana. */
function isHiragana(symbol: number): boolean {
  return (symbol >= 0x3041 && symbol <= 0x3096) || symbol === 0x309d || symbol === 0x309e;
}
