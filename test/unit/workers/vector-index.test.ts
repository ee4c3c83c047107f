import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bestFirst } from '../../../workers/search/order';
import { VectorIndex } from '../../../workers/search/vector-index';

/** The scan as anybody would write it. */
function naive(query: Float32Array, rows: Map<number, Float32Array>) {
  return [...rows]
    .map(([photo, row]) => ({ photo, score: row.reduce((sum, x, i) => sum + x * (query[i] as number), 0) }))
    .sort((a, b) => b.score - a.score);
}

const dimensions = fc.constantFrom(64, 100, 256, 512, 768, 1152);

/** A library, and the photos taken out of it again, as numbers from a seed: arrays of floats shrink too slowly. */
const cases = fc.record({ dimension: dimensions, rows: fc.nat(80), removed: fc.nat(80), seed: fc.nat() });

function random(seed: number) {
  let state = seed + 1;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 1_073_741_824 - 1;
  };
}

describe('VectorIndex', () => {
  test('ranks as the naive scan does: any size, any dimension, ties, zeros, after removals', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ dimension, rows, removed, seed }) => {
        const next = random(seed);
        const vector = () => Float32Array.from({ length: dimension }, () => (next() > 0.9 ? 0 : next()));
        const index = await VectorIndex.create(dimension);
        const library = new Map<number, Float32Array>();
        for (let photo = 1; photo <= rows; photo++) {
          // Every seventh is the twin of the one before, every eleventh is nothing.
          const twin = photo % 7 === 0 ? library.get(photo - 1) : undefined;
          const row = photo % 11 === 0 ? new Float32Array(dimension) : (twin ?? vector());
          library.set(photo, row);
          index.append([photo], row);
        }
        const gone = Array.from({ length: removed }, () => Math.ceil(Math.abs(next()) * rows));
        index.remove(gone);
        for (const photo of gone) library.delete(photo);

        const query = vector();
        const { photos, scores } = index.rank(query);
        const expected = naive(query, library);
        expect(index.size).toBe(library.size);
        expect([...photos].sort()).toEqual([...library.keys()].sort());
        expected.forEach(({ score }, i) => {
          expect(scores[i]).toBeCloseTo(score, 3);
        });
      }),
      { numRuns: 60 },
    );
  });

  test('takes a photo in once', async () => {
    const index = await VectorIndex.create(64);
    const row = new Float32Array(64).fill(0.125);
    index.append([5, 6], new Float32Array([...row, ...row]));
    index.append([5], new Float32Array(64));
    expect([...index.rank(row).scores]).toEqual([1, 1]);
  });

  test('a photo’s likes leave out itself, and are empty for a photo without a vector', async () => {
    const index = await VectorIndex.create(64);
    index.append(
      [1, 2],
      Float32Array.from({ length: 128 }, (_, i) => (i % 64 === 0 ? 1 : 0)),
    );
    expect([...index.rank(index.vectorOf(1) as Float32Array, 1).photos]).toEqual([2]);
    expect(index.vectorOf(9)).toBeUndefined();
  });

  test('an empty index answers with nothing', async () => {
    const index = await VectorIndex.create(64);
    expect(index.rank(new Float32Array(64)).photos.length).toBe(0);
  });
});

describe('bestFirst', () => {
  test('sorts any floats, highest first', () => {
    fc.assert(
      fc.property(fc.array(fc.float({ noNaN: true })), (values) => {
        const scores = Float32Array.from(values);
        const sorted = [...bestFirst(scores)].map((row) => scores[row] as number);
        const expected = [...scores].sort((a, b) => b - a);
        expect(sorted.map((x) => x + 0)).toEqual(expected.map((x) => x + 0));
      }),
    );
  });
});
