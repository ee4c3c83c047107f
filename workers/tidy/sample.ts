/** Reproducible random numbers and samples. */

/** Returns a generator of numbers in [0, 1): Tommy Ettinger's mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Draws `most` items at random, in their order; all of them if there are fewer. */
export function sampleOf<T>(items: readonly T[], most: number, random: () => number): T[] {
  let [wanted, left] = [Math.min(most, items.length), items.length];
  // Knuth's selection sampling: takes each item with probability wanted / left.
  return items.filter(() => {
    const take = random() * left-- < wanted;
    if (take) wanted--;
    return take;
  });
}
