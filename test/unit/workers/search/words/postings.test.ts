import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Postings } from '#workers/search/words/postings';

/** Distances of one to four bytes. */
const distance = fc.oneof(
  fc.constantFrom(0, 1, 127, 128, 16_383, 16_384, 2_097_151, 2_097_152),
  fc.integer({ min: 0, max: 300 }),
);

test('lists that grow side by side are read as they were written, each slot once', () => {
  const appended = fc.array(fc.tuple(fc.nat(4), distance), { maxLength: 1500 });
  fc.assert(
    fc.property(appended, (all) => {
      const postings = new Postings();
      postings.reserve(5);
      const expected: number[][] = [[], [], [], [], []];
      let slot = 0;
      for (const [list, distance] of all) {
        slot += distance;
        postings.append(list, slot);
        if (expected[list]?.at(-1) !== slot) expected[list]?.push(slot);
      }
      const slots = new Uint32Array(all.length);
      for (const [list, each] of expected.entries()) {
        expect(postings.count(list)).toBe(each.length);
        expect(Array.from(slots.subarray(0, postings.read(list, slots)))).toEqual(each);
      }
    }),
    { numRuns: 300, seed: 19 },
  );
});
