/** Whether, where and how well one text has what is looked for. */

import { type Alphabet, ID, START } from './alphabet';
import type { Pattern } from './pattern';
import type { Texts } from './texts';

/** How well, the better the higher. */
export const NONE = 0;
/** One symbol is wrong, missing or too many. */
const WRONG = 1;
/** Some symbols look like those that are looked for. */
export const ALIKE = 2;
/** Inside a longer word, or over a line's end inside a word. */
export const PART = 3;
export const WHOLE = 4;

export class Matcher {
  constructor(
    private readonly texts: Texts,
    private readonly alphabet: Alphabet,
  ) {}

  /** Of the last text that had it: how much of the line is the pattern, 0..1; 1 for a sign that says nothing else. */
  share = 0;

  /**
   * Returns how well the text of a slot has the pattern, at best.
   * @param isStrict whether `WRONG` is not looked for
   */
  best(slot: number, pattern: Pattern, isStrict: boolean): number {
    let best = NONE;
    const from = this.texts.froms[slot] as number;
    const last = (this.texts.froms[slot + 1] as number) - pattern.ids.length;
    for (let at = this.next(from, last, pattern); at <= last; at = this.next(at + 1, last, pattern)) {
      // Short patterns are inside of many longer words.
      if (best === PART && !this.isEdge(slot, at)) continue;
      const level = this.levelAt(slot, at, pattern);
      if (level <= best) continue;
      best = level;
      this.share = this.shareOf(slot, this.texts.lineAt(slot, at - from), pattern);
      if (best === WHOLE) return best;
    }
    if (best > NONE || isStrict || !pattern.isLong) return best;
    const line = this.nextWrong(slot, 0, pattern);
    if (line < 0) return NONE;
    this.share = this.shareOf(slot, line, pattern);
    return WRONG;
  }

  /** Returns the lines in which the text has the pattern as well as `level` says, in ascending order. */
  linesOf(slot: number, pattern: Pattern, level: number): number[] {
    const { texts } = this;
    const lines = new Set<number>();
    const from = texts.froms[slot] as number;
    const length = pattern.ids.length;
    const last = (texts.froms[slot + 1] as number) - length;
    if (level === WRONG) {
      const count = (texts.lines[slot + 1] as number) - (texts.lines[slot] as number);
      for (let line = 0; line < count; line++) {
        const found = this.nextWrong(slot, line, pattern);
        if (found < 0) break;
        lines.add(found);
        line = found;
      }
      return [...lines];
    }
    for (let at = this.next(from, last, pattern); at <= last; at = this.next(at + 1, last, pattern)) {
      if (this.levelAt(slot, at, pattern) !== level) continue;
      for (let i = 0; i < length; i++) lines.add(texts.lineAt(slot, at - from + i));
    }
    return [...lines].sort((a, b) => a - b);
  }

  private shareOf(slot: number, line: number, pattern: Pattern): number {
    const length = this.texts.endOf(slot, line) - this.texts.endOf(slot, line - 1);
    return Math.min(1, pattern.ids.length / length);
  }

  /** Returns the next place with the pattern or what looks like it; one above `last` if there is none. */
  private next(from: number, last: number, { alike: sought }: Pattern): number {
    const { codes } = this.texts;
    const { alike } = this.alphabet;
    const first = sought[0];
    for (let at = from; at <= last; at++) {
      if (alike[(codes[at] as number) & ID] !== first) continue;
      let i = 1;
      while (i < sought.length && alike[(codes[at + i] as number) & ID] === sought[i]) i++;
      if (i === sought.length) return at;
    }
    return last + 1;
  }

  private levelAt(slot: number, at: number, pattern: Pattern): number {
    const { texts } = this;
    const from = texts.froms[slot] as number;
    const line = texts.lineAt(slot, at - from);
    const isInside = at - from + pattern.ids.length <= texts.endOf(slot, line);
    const isWhole = this.isWhole(slot, at, pattern.ids.length);
    if (!this.isExact(at, pattern)) return isWhole && isInside ? ALIKE : NONE;
    if (isInside || this.breaksAtSpaces(slot, line, at, pattern)) return isWhole ? WHOLE : PART;
    return pattern.isLong ? PART : NONE;
  }

  private isExact(at: number, { ids }: Pattern): boolean {
    const { codes } = this.texts;
    for (let i = 0; i < ids.length; i++) if (((codes[at + i] as number) & ID) !== ids[i]) return false;
    return true;
  }

  /** Returns whether every end of a line inside the pattern is where a space was typed. */
  private breaksAtSpaces(slot: number, line: number, at: number, pattern: Pattern): boolean {
    const start = at - (this.texts.froms[slot] as number);
    for (let next = line; ; next++) {
      const end = this.texts.endOf(slot, next) - start;
      if (end >= pattern.ids.length) return true;
      if (!pattern.spaced[end]) return false;
    }
  }

  /** Returns whether words may begin at a place, and end `length` symbols further. */
  private isWhole(slot: number, at: number, length: number): boolean {
    const { codes } = this.texts;
    if (!this.isEdge(slot, at) || !this.isEdge(slot, at + length)) return false;
    // One Chinese character in a row of others is part of a word of theirs.
    return !(length === 1 && this.isHan(codes[at]) && this.touchesHan(slot, at));
  }

  private touchesHan(slot: number, at: number): boolean {
    const { texts } = this;
    const from = texts.froms[slot] as number;
    const line = texts.lineAt(slot, at - from);
    const isFirst = at - from === texts.endOf(slot, line - 1);
    const isLast = at - from + 1 === texts.endOf(slot, line);
    return (!isFirst && this.isHan(texts.codes[at - 1])) || (!isLast && this.isHan(texts.codes[at + 1]));
  }

  private isHan(code: number | undefined): boolean {
    return this.alphabet.han[(code as number) & ID] === 1;
  }

  /** Returns whether a word may begin or end before a place. A line begins with a word. */
  private isEdge(slot: number, at: number): boolean {
    return at === this.texts.froms[slot + 1] || ((this.texts.codes[at] as number) & START) !== 0;
  }

  /**
   * Returns the first line from `line` on that has whole words with one symbol in error, -1 if there is none. Only one of
   * the first two symbols can be in error, so most words need no further look.
   */
  private nextWrong(slot: number, line: number, pattern: Pattern): number {
    const { codes, froms, lines, ends } = this.texts;
    const from = froms[slot] as number;
    const first = lines[slot] as number;
    const { alike } = this.alphabet;
    const [one, two] = pattern.alike;
    const shortest = pattern.ids.length - 1;
    let at = from + this.texts.endOf(slot, line - 1);
    for (let row = first + line; row < (lines[slot + 1] as number); row++) {
      const end = from + (ends[row] as number);
      for (; at + shortest <= end; at++) {
        const code = codes[at] as number;
        if ((code & START) === 0) continue;
        const symbol = alike[code & ID];
        const next = alike[(codes[at + 1] as number) & ID];
        if (symbol !== one && symbol !== two && next !== two && next !== one) continue;
        if (this.isWrongAt(slot, at, end, pattern)) return row - first;
      }
      at = end;
    }
    return -1;
  }

  /** Returns whether a text up to the end of a word is the pattern but for one symbol. */
  private isWrongAt(slot: number, at: number, end: number, { alike: sought }: Pattern): boolean {
    const { codes } = this.texts;
    const { alike } = this.alphabet;
    const length = sought.length;
    // The rest of the text from `i + shift` on equals the rest of the pattern from i on, up to a word's end.
    const isRest = (i: number, shift: number) => {
      if (at + length + shift > end || !this.isEdge(slot, at + length + shift)) return false;
      for (let k = i; k < length; k++) {
        if (alike[(codes[at + k + shift] as number) & ID] !== sought[k]) return false;
      }
      return true;
    };
    let i = 0;
    while (i < length && at + i < end && alike[(codes[at + i] as number) & ID] === sought[i]) i++;
    // From the first difference on: another symbol, one missing in the text, one too many.
    return isRest(i + 1, 0) || isRest(i + 1, -1) || isRest(i, 1);
  }
}
