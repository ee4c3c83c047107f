/** What every index must fulfil, with any kernel and any number of slices. */

import fc from 'fast-check';
import { expect } from 'vitest';
import type { Scanner } from '#workers/search/scanner';
import { coded, naiveInCodes, random, randomLibrary, randomVector } from './rows';

const CASES = fc.record({
  dimension: fc.oneof(fc.constantFrom(64, 256, 512, 768, 1152), fc.integer({ min: 64, max: 1152 })),
  size: fc.nat(150),
  removed: fc.nat(60),
  limit: fc.nat(160),
  filtered: fc.boolean(),
  without: fc.option(fc.integer({ min: 1, max: 150 })),
  seed: fc.nat(),
});

/**
 * Expects the scores, the order and the moments of the naive scan over the same codes, for any size,
 * dimension, ties, zeros, removals, filters and limits.
 * @param range the largest code that the kernel's queries have
 */
export async function holdsToTheNaiveScan(
  create: (dimension: number) => Promise<Scanner>,
  range: number,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(CASES, async ({ dimension, size, removed, limit, filtered, without, seed }) => {
      const next = random(seed);
      const library = randomLibrary(size, dimension, next);
      const index = await create(dimension);
      // Half of them at once, as from shards, the others one by one, as photos arrive.
      const early = [...library].slice(0, size >> 1);
      await index.append(coded(new Map(early)));
      for (const row of [...library].slice(size >> 1)) await index.append(coded(new Map([row])));
      const gone = Array.from({ length: removed }, () => Math.ceil(Math.abs(next()) * size));
      await index.remove(gone);
      for (const photo of gone) library.delete(photo);
      expect(await index.size()).toBe(library.size);

      const bits = Uint32Array.from({ length: 6 }, () => next() * 2 ** 31);
      const passes = (photo: number) =>
        photo !== without && (!filtered || ((bits[photo >>> 5] as number) >>> (photo & 31)) % 2 === 1);
      const vector = randomVector(dimension, next);
      const passing = filtered ? { bits, version: 1 } : null;
      const expected = naiveInCodes(library, vector, range).filter(({ photo }) => passes(photo));

      const found = await index.find({ vector, passing, without, limit });
      expect([...found.photos]).toEqual(expected.slice(0, limit).map(({ photo }) => photo));
      expect([...found.scores].map((x) => x + 0)).toEqual(expected.slice(0, limit).map(({ score }) => score));
      expect(found.count).toBe(expected.length);
      const sum = expected.reduce((sum, { score }) => sum + score, 0);
      const squares = expected.reduce((sum, { score }) => sum + score * score, 0);
      expect(Math.abs(found.sum - sum)).toBeLessThan(1e-3);
      expect(Math.abs(found.squares - squares)).toBeLessThanOrEqual(squares * 1e-4);
    }),
    { numRuns: 60 },
  );
}
