/** Numbers symbols in 15 bits, so that a symbol of a text and whether a word begins there take two bytes. */

import { isHan, lookAlike } from '#core/words-folding';

/** What a photo has beyond the alphabet's room. Equal to nothing but itself, and no query has it. */
const OVERFLOW = 0;
/** Behind the last symbol of a photo. */
export const END = 0x7ffe;
/** What a query has and no photo. */
const UNKNOWN = 0x7fff;

/** Set in a code where a word may begin. */
export const START = 0x8000;
export const ID = 0x7fff;

export class Alphabet {
  private readonly ids = new Map<number, number>();
  /** For each id that of the symbol that stands for its look-alikes. */
  readonly alike = new Uint16Array(START).map((_, id) => id);
  /** For each id 1 if it is a Chinese character. */
  readonly han = new Uint8Array(START);

  /** Bytes of its arrays. The map has at most as many entries as the reader knows characters. */
  get bytes(): number {
    return this.alike.byteLength + this.han.byteLength;
  }

  /** Returns the id of a symbol, a new one if there is none yet. */
  add(symbol: number): number {
    const id = this.ids.get(symbol);
    if (id !== undefined) return id;
    const first = lookAlike(symbol);
    const alike = first === symbol ? undefined : this.add(first);
    const added = this.ids.size + 1;
    if (added >= END) return OVERFLOW;
    this.ids.set(symbol, added);
    this.alike[added] = alike ?? added;
    this.han[added] = Number(isHan(symbol));
    return added;
  }

  /** Returns the id of a symbol of a query; one that is in no text if it is new. */
  find(symbol: number): number {
    return this.ids.get(symbol) ?? UNKNOWN;
  }
}
