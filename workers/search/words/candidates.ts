/** Finds the texts that may have what is looked for, by the rarest of its grams. */

import type { Grams } from './grams';
import { grown } from './growing';
import type { Pattern } from './pattern';

/** Comparing a text takes as long as reading this many slots of another gram. */
const SLOTS_PER_TEXT = 200;
/** In how many places an error is looked for, at least: in more, fewer texts are candidates, but more grams are read. */
const PLACES = 4;

export class Candidates {
  private slots = new Uint32Array(0);
  private others = new Uint32Array(0);
  /** For each slot whether it was found by `unite`. */
  private marks = new Uint8Array(0);

  constructor(
    private readonly grams: Grams,
    private readonly count: number,
  ) {}

  /** Returns how many texts may have the pattern, at most. */
  countAtMost({ alike }: Pattern): number {
    const lists = this.grams.listsOf(alike, 0, alike.length);
    if (!lists) return 0;
    if (lists.length > 0) return Math.min(...lists.map((list) => this.grams.count(list)));
    return this.sum(this.grams.listsFrom(alike, 0, alike.length));
  }

  /** Returns the slots of texts that may have the pattern or its look-alikes, in no order. Valid until the next call. */
  exact({ alike }: Pattern): Uint32Array {
    const lists = this.grams.listsOf(alike, 0, alike.length);
    if (!lists) return this.slots.subarray(0, 0);
    if (lists.length > 0) {
      const count = this.intersect(lists);
      return this.slots.subarray(0, count);
    }
    this.begin();
    for (const list of this.grams.listsFrom(alike, 0, alike.length)) this.unite(this.read(list));
    return this.marked();
  }

  /**
   * The same with one symbol in error. Wherever it is, all grams that do not touch it are there; so for each place of the
   * error the texts are looked up that have these.
   */
  wrong({ alike }: Pattern): Uint32Array {
    const { grams } = this;
    const width = Math.max(1, Math.floor(alike.length / PLACES / 2));
    this.begin();
    for (let error = 0; error < alike.length; error += width) {
      const parts = [[0, error] as const, [error + width, alike.length] as const].filter(
        ([from, to]) => from < to,
      );
      const lists = parts.map(([from, to]) => grams.listsOf(alike, from, to));
      if (lists.includes(null)) continue;
      const whole = lists.flatMap((each) => each ?? []);
      if (whole.length > 0) this.unite(this.intersect(whole));
      else {
        const [rarer = []] = parts
          .map(([from, to]) => grams.listsFrom(alike, from, to))
          .sort((a, b) => this.sum(a) - this.sum(b));
        for (const list of rarer) this.unite(this.read(list));
      }
    }
    return this.marked();
  }

  private sum(lists: readonly number[]): number {
    return lists.reduce((sum, list) => sum + this.grams.count(list), 0);
  }

  /** Reads the slots that are in several lists into `slots`; returns how many. Stops where comparing texts is faster. */
  private intersect(lists: readonly number[]): number {
    const [rarest, ...others] = [...new Set(lists)].sort((a, b) => this.grams.count(a) - this.grams.count(b));
    let count = this.read(rarest as number);
    for (const list of others) {
      if (this.grams.count(list) > count * SLOTS_PER_TEXT) break;
      this.others = grown(this.others, this.grams.count(list));
      const length = this.grams.read(list, this.others);
      count = keepCommon(this.slots, count, this.others, length);
    }
    return count;
  }

  private read(list: number): number {
    this.slots = grown(this.slots, this.grams.count(list));
    return this.grams.read(list, this.slots);
  }

  private begin(): void {
    if (this.marks.length < this.count) this.marks = new Uint8Array(this.count);
    else this.marks.fill(0);
  }

  private unite(count: number): void {
    for (let i = 0; i < count; i++) this.marks[this.slots[i] as number] = 1;
  }

  private marked(): Uint32Array {
    this.slots = grown(this.slots, this.count);
    let count = 0;
    for (let slot = 0; slot < this.count; slot++) if (this.marks[slot] === 1) this.slots[count++] = slot;
    return this.slots.subarray(0, count);
  }
}

/** Keeps in `slots` what is in `others` too. Both ascend. Returns how many are left. */
function keepCommon(slots: Uint32Array, count: number, others: Uint32Array, length: number): number {
  let kept = 0;
  for (let i = 0, k = 0; i < count && k < length; ) {
    const slot = slots[i] as number;
    const other = others[k] as number;
    if (slot === other) slots[kept++] = slot;
    if (slot <= other) i++;
    if (other <= slot) k++;
  }
  return kept;
}
