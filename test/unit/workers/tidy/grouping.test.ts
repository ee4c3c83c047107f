import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dot } from '#core/vector';
import { wallTime } from '#core/wall-clock';
import { bestOf, type Candidate, isBurst } from '#workers/tidy/best';
import { compareAll } from '#workers/tidy/comparing';
import { around, groupsOf, leadersOf, neighboursOf } from '#workers/tidy/grouping';
import { PairList } from '#workers/tidy/pair-list';
import { clustered, told, toNobody } from './vectors';

const all = () => true;

function photo(no: number, more: Partial<Candidate> = {}): Candidate {
  return { no, width: 400, height: 300, bytes: 1000, taken: wallTime(2024), takenFrom: 'camera', ...more };
}

function pairsOf(...pairs: [number, number, number][]): PairList {
  const list = new PairList(0);
  for (const [a, b, cosine] of pairs) list.add(a, b, cosine);
  return list;
}

/** Returns only the photos of each group. */
function numbers(groups: ReturnType<typeof groupsOf>): number[][] {
  return groups.map((group) => group.map(({ photo }) => photo));
}

describe('groups', () => {
  test('consist of the photos near to their best one, are complete, and do not overlap', async () => {
    const cases = fc.record({
      count: fc.nat(120),
      clusters: fc.integer({ min: 1, max: 12 }),
      spread: fc.constantFrom(0.2, 0.6, 1),
      threshold: fc.constantFrom(0.6, 0.75, 0.9),
      seed: fc.nat(),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ count, clusters, spread, threshold, seed }) => {
        const vectors = clustered(count, 64, clusters, spread, seed);
        const cosine = (a: number, b: number) =>
          dot(vectors[a - 1] as Float32Array, vectors[b - 1] as Float32Array);
        const { pairs } = await compareAll(told(vectors), 64, 0.9, toNobody);
        // Any order that differs from the order of the pairs.
        const bestFirst = vectors.map((_, i) => i + 1).sort((a, b) => ((a * 37) % 11) - ((b * 37) % 11));
        const groups = numbers(groupsOf(bestFirst, neighboursOf(pairs, threshold, all)));

        const grouped = groups.flat();
        expect(new Set(grouped).size).toBe(grouped.length);
        const place = (no: number) => bestFirst.indexOf(no);
        for (const [best, ...others] of groups as [number, ...number[]][]) {
          expect(others.length).toBeGreaterThan(0);
          for (const other of others) {
            expect(cosine(best, other)).toBeGreaterThan(threshold - 1e-5);
            expect(place(best)).toBeLessThan(place(other));
          }
        }
        // A photo without a group is near neither to another one without a group, nor to a best photo.
        const alone = bestFirst.filter((no) => !grouped.includes(no));
        for (const one of alone) {
          for (const other of [...alone, ...groups.map(([best]) => best as number)]) {
            if (one !== other) expect(cosine(one, other)).toBeLessThan(threshold + 1e-5);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('do not follow chains as single linkage does: the far end is not grouped with the near end', () => {
    const chain = pairsOf([1, 2, 0.9], [2, 3, 0.9], [3, 4, 0.9]);
    expect(numbers(groupsOf([1, 2, 3, 4], neighboursOf(chain, 0.8, all)))).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(numbers(groupsOf([2, 1, 3, 4], neighboursOf(chain, 0.8, all)))).toEqual([[2, 1, 3]]);
  });

  test('shrink as the threshold rises, without another comparison', () => {
    const pairs = pairsOf([1, 2, 0.99], [1, 3, 0.9]);
    const at = (threshold: number) => numbers(groupsOf([1, 2, 3], neighboursOf(pairs, threshold, all)));
    expect(at(0.8)).toEqual([[1, 2, 3]]);
    expect(at(0.95)).toEqual([[1, 2]]);
    expect(at(0.995)).toEqual([]);
  });

  test('leave out pairs that fail the check', () => {
    const pairs = pairsOf([1, 2, 0.99], [1, 3, 0.9]);
    const near = neighboursOf(pairs, 0.8, (a, b) => a + b !== 3);
    expect(numbers(groupsOf([1, 2, 3], near))).toEqual([[1, 3]]);
  });
});

describe('the best of several', () => {
  const sharpness = ({ no }: Candidate) => (no === 7 ? 900 : 300);

  test.each([
    ['has the most pixels', photo(1, { width: 800 }), photo(7, { bytes: 9999 }), 'pixels'],
    ['is the sharpest of the same size', photo(7), photo(1, { bytes: 9999 }), 'sharpness'],
    ['is the largest file of those as sharp', photo(2, { bytes: 1001 }), photo(1), 'bytes'],
    ['is the oldest if all else is the same', photo(1), photo(2), 'age'],
  ] as const)('%s', (_, best, other, by) => {
    expect(bestOf([other, best], sharpness)).toEqual({ photo: best, by });
    expect(bestOf([best, other], sharpness)).toEqual({ photo: best, by });
  });

  test('leads its group only if it is near to all of it', () => {
    const near = neighboursOf(pairsOf([1, 2, 0.9], [1, 3, 0.95], [2, 3, 0.85], [1, 4, 0.8]), 0.7, all);
    const [group] = groupsOf([1, 2, 3, 4], near) as [ReturnType<typeof groupsOf>[number]];
    expect(leadersOf(group, near)).toEqual([1]);
    const three = group.slice(0, 3).filter(({ photo }) => photo !== 4);
    expect(leadersOf(three, near)).toEqual([1, 3, 2]);
    expect(around(2, three, near)).toEqual([
      { photo: 2, cosine: 1 },
      { photo: 1, cosine: expect.closeTo(0.9, 6) },
      { photo: 3, cosine: expect.closeTo(0.85, 6) },
    ]);
  });
});

describe('a burst', () => {
  test('is taken by a camera with seconds between its photos', () => {
    expect(
      isBurst([
        photo(1),
        photo(2, { taken: wallTime(2024, 1, 1, 0, 0, 6) }),
        photo(3, { taken: wallTime(2024, 1, 1, 0, 0, 3) }),
      ]),
    ).toBe(true);
    expect(isBurst([photo(1), photo(2, { taken: wallTime(2024, 1, 1, 0, 1) })])).toBe(false);
    expect(isBurst([photo(1), photo(2, { takenFrom: 'file' })])).toBe(false);
  });
});
