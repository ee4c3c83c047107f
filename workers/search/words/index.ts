/** The words of a library's photos, and which photos have those of a query. See README.md. */

import type { PhotoNo } from '#core/photo';
import { isPassing, type Passing } from '#workers/search/scanner';
import { Alphabet } from './alphabet';
import {
  type Answer,
  answerOf,
  answerOfAll,
  BEST_GRADE,
  type Found,
  type Kind,
  kindOf,
  rarityOf,
} from './answer';
import { Grams } from './grams';
import { Matcher, NONE } from './matching';
import { patternsOf } from './pattern';
import { Search } from './search';
import { type Line, Texts } from './texts';

export interface Hit {
  photo: PhotoNo;
  /** The words are there as such; inside longer words, or only some of them; with look-alikes or a wrong symbol. */
  kind: Kind;
  /** How few photos answer the query as well as this one or better, 0..1 (`rarityOf`). */
  rarity: number;
  /** In which of the photo's lines the words are, in ascending order. */
  lines: number[];
}

export interface FindOptions {
  /** Largest number of hits, best first. */
  limit: number;
  /** Only these photos are returned; which words are rare does not depend on it. Null if all are. */
  passing: Passing | null;
  /** Only photos with all words in a row. */
  inRow?: boolean;
}

/** The index is laid anew when it has this many removed texts, and more of them than others. */
const MOST_GAPS = 1000;
/** What JavaScript's Map takes for a photo, about. */
const BYTES_IN_MAP = 40;

export class WordIndex {
  private readonly alphabet = new Alphabet();
  private grams = new Grams(this.alphabet);
  private texts = new Texts();
  private slots = new Map<PhotoNo, number>();

  /** Number of photos in it. */
  get size(): number {
    return this.slots.size;
  }

  /** Bytes of memory, about. */
  get bytes(): number {
    return this.texts.bytes + this.grams.bytes + this.alphabet.bytes + this.slots.size * BYTES_IN_MAP;
  }

  /** Adds the lines of a photo, in the order of reading. They replace those that it had. */
  add(photo: PhotoNo, lines: readonly Line[]): void {
    this.remove([photo]);
    this.takeIn(this.texts.add(photo, lines, this.alphabet));
  }

  /** Removes the lines of photos; of those that have none, nothing. */
  remove(photos: Iterable<PhotoNo>): void {
    for (const photo of photos) {
      const slot = this.slots.get(photo);
      if (slot === undefined) continue;
      this.texts.remove(slot);
      this.slots.delete(photo);
    }
    const gaps = this.texts.count - this.size;
    if (gaps > MOST_GAPS && gaps > this.size) this.layAnew();
  }

  /** Returns the photos that have the words of a query, best first. */
  find(query: string, { limit, passing, inRow: isRow = false }: FindOptions): Hit[] {
    const { row, terms, isOne: isWord } = patternsOf(query, this.alphabet);
    const isOne = isWord || isRow;
    if (!row) return [];
    const search = new Search(this.texts, this.grams, this.alphabet, this.size);
    const inRow = search.find(row, isOne);
    const found = isOne ? [] : search.findAll(terms);
    const answer = found.length === 0 ? answerOf(inRow) : answerOfAll(inRow, found, this.size);
    const counts = countFromBest(answer);
    return this.best(answer, limit, passing).map((photo) => {
      const slot = this.slots.get(photo) as number;
      const grade = answer.grades[slot] as number;
      const rarity = rarityOf(counts[grade] as number, this.size);
      return { photo, kind: kindOf(grade), rarity, lines: this.linesOf(slot, inRow, found) };
    });
  }

  /** Returns the photos of the best grades, then of the largest shares, then the newest. */
  private best({ grades, shares, slots }: Answer, limit: number, passing: Passing | null): PhotoNo[] {
    const { photos } = this.texts;
    const shown = passing ? slots.filter((slot) => isPassing(passing, photos[slot] as PhotoNo)) : slots;
    const keys = new Float64Array(shown.length);
    for (const [i, slot] of shown.entries()) {
      const rank = (grades[slot] as number) * 256 + (shares[slot] as number);
      keys[i] = rank * 2 ** 32 + (photos[slot] as PhotoNo);
    }
    const best = keys
      .sort()
      .subarray(Math.max(0, keys.length - limit))
      .reverse();
    return Array.from(best, (key) => key % 2 ** 32);
  }

  /** Returns the lines with all words in a row if the text has them, else those with any of the words. */
  private linesOf(slot: number, row: Found, terms: readonly Found[]): number[] {
    const matcher = new Matcher(this.texts, this.alphabet);
    const level = row.levels[slot] as number;
    if (level !== NONE) return matcher.linesOf(slot, row.pattern, level);
    const lines = terms.flatMap(({ pattern, levels }) =>
      matcher.linesOf(slot, pattern, levels[slot] as number),
    );
    return [...new Set(lines)].sort((a, b) => a - b);
  }

  private takeIn(slot: number): void {
    const { texts } = this;
    this.grams.add(texts.codes, texts.froms[slot] as number, texts.froms[slot + 1] as number, slot);
    this.slots.set(texts.photos[slot] as PhotoNo, slot);
  }

  private layAnew(): void {
    const old = this.texts;
    this.texts = new Texts();
    this.grams = new Grams(this.alphabet);
    this.slots = new Map();
    for (let slot = 0; slot < old.count; slot++) {
      if (old.photos[slot] !== 0) this.takeIn(this.texts.copy(old, slot));
    }
  }
}

/** Returns for each grade how many texts have this one or a better one. */
function countFromBest({ grades, slots }: Answer): number[] {
  const counts = new Array<number>(BEST_GRADE + 2).fill(0);
  for (const slot of slots) counts[grades[slot] as number] = (counts[grades[slot] as number] as number) + 1;
  for (let grade = BEST_GRADE; grade >= 0; grade--) {
    counts[grade] = (counts[grade] as number) + (counts[grade + 1] as number);
  }
  return counts;
}
