/**
 * The grams of the texts, and which texts have them. A gram has three symbols, but two if one of these is a Chinese
 * character: of these there are thousands. Look-alikes are one symbol here.
 */

import { type Alphabet, END, ID } from './alphabet';
import { grown } from './growing';
import { Postings } from './postings';

/** Where a table of addresses has none. */
const NONE = 0xffffffff;
/** What a gram of two symbols has in place of the third. */
const NO_THIRD = 0x7fff;

export class Grams {
  private readonly postings = new Postings();
  /** Of each list the gram: its first symbol, and the others in 15 bits each. */
  private firsts = new Uint16Array(0);
  private others = new Uint32Array(0);
  /** For each first symbol the newest list that begins with it, and for each list the one before. */
  private readonly newest = new Uint32Array(ID + 1).fill(NONE);
  private before = new Uint32Array(0);
  /** Hash table with linear probing, of lists. */
  private table = new Uint32Array(1024).fill(NONE);
  private lists = 0;

  constructor(private readonly alphabet: Alphabet) {}

  get bytes(): number {
    const { firsts, others, newest, before, table } = this;
    return [firsts, others, newest, before, table].reduce(
      (sum, { byteLength }) => sum + byteLength,
      this.postings.bytes,
    );
  }

  /** @param slot larger than any before */
  add(codes: Uint16Array, from: number, to: number, slot: number): void {
    const { alike, han } = this.alphabet;
    const at = (i: number) => (i < to ? (alike[(codes[i] as number) & ID] as number) : END);
    for (let i = from; i < to; i++) {
      const first = at(i);
      const second = at(i + 1);
      const isShort = han[first] === 1 || han[second] === 1 || second === END;
      this.postings.append(this.listFor(first, second, isShort ? NO_THIRD : at(i + 2)), slot);
    }
  }

  /**
   * Finds the lists of all whole grams of a part of a query. Returns null if one of them is in no text.
   * @param ids of `alike`
   */
  listsOf(ids: readonly number[], from: number, to: number): number[] | null {
    const { han } = this.alphabet;
    const lists: number[] = [];
    for (let i = from; i + 1 < to; i++) {
      const first = ids[i] as number;
      const second = ids[i + 1] as number;
      const isShort = han[first] === 1 || han[second] === 1;
      if (!isShort && i + 2 >= to) break;
      const list = this.table[
        this.find(first, second, isShort ? NO_THIRD : (ids[i + 2] as number))
      ] as number;
      if (list === NONE) return null;
      lists.push(list);
    }
    return lists;
  }

  /** Finds the lists of all grams that begin with a part of a query, of one or two symbols, that is no whole gram. */
  listsFrom(ids: readonly number[], from: number, to: number): number[] {
    const lists: number[] = [];
    const second = to - from > 1 ? (ids[from + 1] as number) : null;
    for (let list = this.newest[ids[from] as number] as number; list !== NONE; ) {
      if (second === null || (this.others[list] as number) >>> 15 === second) lists.push(list);
      list = this.before[list] as number;
    }
    return lists;
  }

  /** Returns how many texts have the gram of a list. */
  count(list: number): number {
    return this.postings.count(list);
  }

  /** Writes the slots of these texts into `slots`, in ascending order; returns how many. */
  read(list: number, slots: Uint32Array): number {
    return this.postings.read(list, slots);
  }

  private listFor(first: number, second: number, third: number): number {
    const place = this.find(first, second, third);
    const list = this.table[place] as number;
    if (list !== NONE) return list;
    const added = this.lists++;
    this.firsts = grown(this.firsts, this.lists);
    this.others = grown(this.others, this.lists);
    this.before = grown(this.before, this.lists);
    this.postings.reserve(this.lists);
    this.firsts[added] = first;
    this.others[added] = (second << 15) | third;
    this.before[added] = this.newest[first] as number;
    this.newest[first] = added;
    this.table[place] = added;
    if (this.lists * 2 > this.table.length) this.rehash();
    return added;
  }

  /** Returns the place in the table where a gram is, or would be. */
  private find(first: number, second: number, third: number): number {
    const { table, firsts, others } = this;
    const other = (second << 15) | third;
    const mask = table.length - 1;
    let place = hash(first, other) & mask;
    for (let list = table[place] as number; list !== NONE; list = table[place] as number) {
      if (others[list] === other && firsts[list] === first) return place;
      place = (place + 1) & mask;
    }
    return place;
  }

  private rehash(): void {
    this.table = new Uint32Array(this.table.length * 2).fill(NONE);
    const mask = this.table.length - 1;
    for (let list = 0; list < this.lists; list++) {
      let place = hash(this.firsts[list] as number, this.others[list] as number) & mask;
      while (this.table[place] !== NONE) place = (place + 1) & mask;
      this.table[place] = list;
    }
  }
}

/** The last mixing of MurmurHash3. */
function hash(first: number, other: number): number {
  let h = Math.imul(first, 0x9e3779b1) ^ other;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
