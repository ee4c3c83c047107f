/** Finds how well texts have what is looked for, with as few comparisons as that takes. */

import type { Alphabet } from './alphabet';
import { type Found, isRare } from './answer';
import { Candidates } from './candidates';
import type { Grams } from './grams';
import { Matcher, NONE, WHOLE } from './matching';
import type { Pattern } from './pattern';
import type { Texts } from './texts';

/**
 * Of several words, one that may be in more texts is compared only with those that have a rarer one. It cannot be rare
 * itself: fewer than a million photos make no word of so many rare.
 */
const MOST_COMPARED = 5000;

export class Search {
  private readonly candidates: Candidates;
  private readonly matcher: Matcher;

  /** @param size number of photos */
  constructor(
    private readonly texts: Texts,
    grams: Grams,
    alphabet: Alphabet,
    private readonly size: number,
  ) {
    this.candidates = new Candidates(grams, texts.count);
    this.matcher = new Matcher(texts, alphabet);
  }

  /**
   * Looks for one pattern.
   * @param isForgiving whether for texts with a wrong symbol, too. Behind many better ones these are only noise.
   */
  find(pattern: Pattern, isForgiving: boolean): Found {
    const found = this.begin(pattern);
    this.compare(found, this.candidates.exact(pattern), true);
    if (isForgiving && pattern.isLong && isRare(found.slots.length, this.size)) {
      this.compare(found, this.candidates.wrong(pattern), false);
    }
    found.photos = found.slots.length;
    return found;
  }

  /** Looks for several words, those that may be in the fewest texts first. */
  findAll(patterns: readonly Pattern[]): Found[] {
    const sizes = new Map(patterns.map((pattern) => [pattern, this.candidates.countAtMost(pattern)]));
    const sizeOf = (pattern: Pattern) => sizes.get(pattern) as number;
    const all: Found[] = [];
    for (const pattern of patterns.toSorted((a, b) => sizeOf(a) - sizeOf(b))) {
      const [rarest] = all;
      const isCompared = !rarest || sizeOf(pattern) <= MOST_COMPARED;
      const found = isCompared ? this.find(pattern, !rarest) : this.begin(pattern);
      // A wrong symbol matters only where all words are there.
      for (const { slots } of isCompared ? all.slice(0, 1) : all) this.compare(found, slots, false);
      if (!isCompared) {
        found.photos = sizeOf(pattern);
        found.whole = sizeOf(pattern);
      }
      all.push(found);
    }
    return all;
  }

  private begin(pattern: Pattern): Found {
    const { count } = this.texts;
    const levels = new Uint8Array(count);
    return { pattern, levels, shares: new Uint8Array(count), slots: [], photos: 0, whole: 0 };
  }

  private compare(found: Found, slots: ArrayLike<number>, isStrict: boolean): void {
    const { pattern, levels, shares } = found;
    for (let i = 0; i < slots.length; i++) {
      const slot = slots[i] as number;
      if (this.texts.photos[slot] === 0 || levels[slot] !== NONE) continue;
      const level = this.matcher.best(slot, pattern, isStrict);
      if (level === NONE) continue;
      levels[slot] = level;
      shares[slot] = this.matcher.share * 255;
      found.slots.push(slot);
      if (level === WHOLE) found.whole++;
    }
  }
}
