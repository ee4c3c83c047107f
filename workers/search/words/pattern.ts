/** What is looked for: the words of a query, folded, in the numbers of the index. */

import { foldWords, lookAlike, weightOf } from '#core/words-folding';
import type { Alphabet } from './alphabet';

export interface Pattern {
  /** Ids of its symbols, and of those that stand for their look-alikes. */
  ids: readonly number[];
  alike: readonly number[];
  /** For each symbol, whether a space was typed before it. */
  spaced: readonly boolean[];
  /** Whether it says enough that one symbol in error, or a break of the line inside a word, is forgiven. */
  isLong: boolean;
}

export interface Patterns {
  /** Everything that was typed, without the spaces; null if it says too little. */
  row: Pattern | null;
  /** The single words, each once, but for those that say too little. */
  terms: readonly Pattern[];
  /** Whether it is one word. */
  isOne: boolean;
}

/** The least that is looked for: a Chinese character, or two of other symbols. */
const MIN_WEIGHT = 4;
const LONG_WEIGHT = 12;
/** A query is no book: what is beyond is not looked for. */
const MOST_SYMBOLS = 64;
const MOST_TERMS = 8;

export function patternsOf(query: string, alphabet: Alphabet): Patterns {
  const { symbols, spaced } = foldWords(query);
  const make = (from: number, to: number): Pattern[] => {
    const part = symbols.slice(from, to);
    const weight = part.reduce((sum, symbol) => sum + weightOf(symbol), 0);
    if (weight < MIN_WEIGHT) return [];
    return [
      {
        ids: part.map((symbol) => alphabet.find(symbol)),
        alike: part.map((symbol) => alphabet.find(lookAlike(symbol))),
        spaced: spaced.slice(from, to).map((is, i) => is && i > 0),
        isLong: weight >= LONG_WEIGHT,
      },
    ];
  };
  const length = Math.min(symbols.length, MOST_SYMBOLS);
  const starts = [...spaced.keys()].filter((i) => i < length && (spaced[i] || i === 0));
  const words = new Map(
    starts.map((from, i) => {
      const to = starts[i + 1] ?? length;
      return [String(symbols.slice(from, to)), make(from, to)];
    }),
  );
  return {
    row: make(0, length)[0] ?? null,
    terms: [...words.values()].flat().slice(0, MOST_TERMS),
    isOne: starts.length === 1,
  };
}
