/** The folded texts of photos, one after the other. A removed one stays as a gap until all are laid anew. */

import type { PhotoNo } from '#core/photo';
import { foldWords } from '#core/words-folding';
import { type Alphabet, START } from './alphabet';
import { grown } from './growing';

/** A line of text that was read in a photo. */
export interface Line {
  text: string;
  /** How sure its reader is, 0..1. */
  score: number;
}

/** Below, a line is not kept: so it is in the reader's own pipeline. */
const MIN_SCORE = 0.5;
/** The same for a line of one symbol, which things that are no text are read as. */
const MIN_SCORE_OF_ONE = 0.9;
/** What is beyond in one photo is not kept: four pages of a book. */
const MOST_SYMBOLS = 8000;
const MOST_LINES = 1000;

export class Texts {
  /** For each symbol its id, with `START`. */
  codes = new Uint16Array(0);
  /** For each line where it ends, counted from the start of the photo's text. */
  ends = new Uint16Array(0);
  /** For each slot its photo, 0 if it was removed, and where its text and its lines begin; these end where the next begin. */
  photos = new Uint32Array(1);
  froms = new Uint32Array(1);
  lines = new Uint32Array(1);
  /** Number of slots. */
  count = 0;

  get bytes(): number {
    const { codes, ends, photos, froms, lines } = this;
    return [codes, ends, photos, froms, lines].reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  /** Returns the text's slot. */
  add(photo: PhotoNo, lines: readonly Line[], alphabet: Alphabet): number {
    const slot = this.begin(photo);
    let at = this.froms[slot] as number;
    const last = at + MOST_SYMBOLS;
    for (const line of lines.slice(0, MOST_LINES)) {
      if (line.score >= MIN_SCORE) {
        const { symbols, starts } = foldWords(line.text);
        const isKept = symbols.length > 1 || line.score >= MIN_SCORE_OF_ONE;
        const length = isKept ? Math.min(symbols.length, last - at) : 0;
        this.codes = grown(this.codes, at + length);
        for (let i = 0; i < length; i++) {
          this.codes[at++] = alphabet.add(symbols[i] as number) | (starts[i] ? START : 0);
        }
      }
      // A line that was left out is an empty one: lines keep their numbers.
      this.addEnd(slot, at);
    }
    this.froms[slot + 1] = at;
    return slot;
  }

  /** Adds a text of others. */
  copy(from: Texts, slot: number): number {
    const added = this.begin(from.photos[slot] as PhotoNo);
    const codes = from.codes.subarray(from.froms[slot], from.froms[slot + 1]);
    const at = this.froms[added] as number;
    this.codes = grown(this.codes, at + codes.length);
    this.codes.set(codes, at);
    for (const end of from.ends.subarray(from.lines[slot], from.lines[slot + 1]))
      this.addEnd(added, at + end);
    this.froms[added + 1] = at + codes.length;
    return added;
  }

  remove(slot: number): void {
    this.photos[slot] = 0;
  }

  /** Returns the line that a symbol is in. @param at counted from the start of the photo's text */
  lineAt(slot: number, at: number): number {
    let low = this.lines[slot] as number;
    let high = (this.lines[slot + 1] as number) - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.ends[middle] as number) > at) high = middle;
      else low = middle + 1;
    }
    return low - (this.lines[slot] as number);
  }

  /** Returns where a line ends, counted from the start of the photo's text. */
  endOf(slot: number, line: number): number {
    return line < 0 ? 0 : (this.ends[(this.lines[slot] as number) + line] as number);
  }

  private begin(photo: PhotoNo): number {
    const slot = this.count++;
    this.photos = grown(this.photos, slot + 2);
    this.froms = grown(this.froms, slot + 2);
    this.lines = grown(this.lines, slot + 2);
    this.photos[slot] = photo;
    this.lines[slot + 1] = this.lines[slot] as number;
    return slot;
  }

  private addEnd(slot: number, end: number): void {
    const line = this.lines[slot + 1] as number;
    this.ends = grown(this.ends, line + 1);
    this.ends[line] = end - (this.froms[slot] as number);
    this.lines[slot + 1] = line + 1;
  }
}
