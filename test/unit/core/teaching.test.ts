import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GOOD_ERROR } from '#core/rank';
import { type Direction, type Surroundings, taught } from '#core/teaching';
import { dot, meanOf, normalise } from '#core/vector';
import { CHOSEN_ON, MEASURED_ON } from '../../fixtures/real-vectors/kinds';
import {
  teachingAmongNouns,
  teachingAmongPhotographs,
  wrongAboveLine,
} from '../../fixtures/real-vectors/teaching';
import { HAS_REAL_VECTORS, lit } from '../../fixtures/real-vectors/vectors';

const DIMENSION = 12;

const vectors = fc
  .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: DIMENSION, maxLength: DIMENSION })
  .map((numbers) => Float32Array.from(numbers))
  .filter((vector) => normalise(vector));

const worlds = fc
  .record({ sample: fc.array(vectors, { minLength: 1, maxLength: 20 }), query: vectors })
  .map(({ sample, query }) => ({
    surroundings: { sample, centre: meanOf(sample) } satisfies Surroundings,
    query: { vector: query, unrelated: { mean: 0.02, deviation: 0.1 } } satisfies Direction,
  }));

describe('a taught direction', () => {
  test('without a judgement is the query itself', () => {
    fc.assert(
      fc.property(worlds, ({ query, surroundings }) => {
        expect(taught(query, { more: [], not: [] }, surroundings)).toBe(query);
      }),
    );
    expect(taught(null, { more: [], not: [] }, { sample: [], centre: new Float32Array(4) })).toBeNull();
  });

  test('is of unit length and finite, with contradictions, copies and a sample of one', () => {
    fc.assert(
      fc.property(
        worlds,
        fc.array(vectors, { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        ({ query, surroundings }, examples, isAlone) => {
          const judged = { more: [...examples, ...examples], not: examples.slice(0, 3) };
          const result = taught(isAlone ? null : query, judged, surroundings);
          if (!result) return;
          expect(dot(result.vector, result.vector)).toBeCloseTo(1, 4);
          expect(Number.isFinite(result.unrelated.mean)).toBe(true);
          expect(result.unrelated.deviation).toBeGreaterThan(0);
        },
      ),
    );
  });

  test('does not depend on the order of the judgements', () => {
    fc.assert(
      fc.property(
        worlds,
        fc.array(vectors, { minLength: 2, maxLength: 6 }),
        fc.array(vectors, { minLength: 1, maxLength: 6 }),
        ({ query, surroundings }, more, not) => {
          const one = taught(query, { more, not }, surroundings) as Direction;
          const other = taught(
            query,
            { more: more.toReversed(), not: not.toReversed() },
            surroundings,
          ) as Direction;
          expect(dot(one.vector, other.vector)).toBeCloseTo(1, 4);
        },
      ),
    );
  });

  test('raises what is like a wanted example and lowers what is like an unwanted one', () => {
    fc.assert(
      fc.property(worlds, vectors, ({ query, surroundings }, example) => {
        const gap = 1 - dot(example, surroundings.centre);
        fc.pre(gap > 0.2);
        const above = ({ vector, unrelated: { mean, deviation } }: Direction) =>
          (dot(vector, example) - mean) / deviation;
        const wanted = taught(query, { more: [example], not: [] }, surroundings) as Direction;
        const unwanted = taught(query, { more: [], not: [example] }, surroundings) as Direction;
        expect(above(wanted)).toBeGreaterThan(above(unwanted));
      }),
    );
  });

  test('a photo that is wanted as often as unwanted moves nearly nothing, however often', () => {
    fc.assert(
      fc.property(
        worlds,
        vectors,
        fc.integer({ min: 1, max: 20 }),
        ({ query, surroundings }, example, times) => {
          const copies = Array.from({ length: times }, () => example);
          const wanted = taught(query, { more: copies, not: [] }, surroundings) as Direction;
          const both = taught(query, { more: copies, not: copies }, surroundings) as Direction;
          const above = ({ vector }: Direction) => dot(vector, example) - dot(vector, surroundings.centre);
          expect(above(both)).toBeLessThan(above(wanted) + 1e-3);
        },
      ),
    );
  });

  test('of examples alone points from the middle of the library to them', () => {
    const sample = [Float32Array.of(1, 0, 0), Float32Array.of(0, 1, 0), Float32Array.of(0, 0, 1)];
    const surroundings = { sample, centre: meanOf(sample) };
    const { vector } = taught(null, { more: [Float32Array.of(1, 0, 0)], not: [] }, surroundings) as Direction;
    expect(vector[0]).toBeGreaterThan(0.8);
    expect(vector[1]).toBeCloseTo(vector[2] as number, 5);
  });
});

describe.skipIf(!HAS_REAL_VECTORS)('on vectors of real models', () => {
  test.each([
    ['kinds of nouns that the parameters were chosen on', () => teachingAmongNouns(CHOSEN_ON)],
    ['other kinds', () => teachingAmongNouns(MEASURED_ON)],
    ['photographs, LiT tiny', () => teachingAmongPhotographs(lit('tiny'))],
    ['photographs, LiT small', () => teachingAmongPhotographs(lit('small'))],
  ] as const)('%s: teaching finds more than likeness does, and than the query alone', (_, measure) => {
    const figures = measure();
    for (const [i, precision] of figures.taught.entries()) {
      expect(precision).toBeGreaterThan(figures.likeness[i] as number);
      expect(precision).toBeGreaterThan(figures.added[i] as number);
      expect(precision).toBeGreaterThan(figures.untaught);
    }
  });

  test.each(['tiny', 'small'] as const)('LiT %s: the line keeps its promise after judgements', (size) => {
    const wrong = wrongAboveLine(lit(size), GOOD_ERROR);
    for (const share of wrong) expect(share).toBeLessThan(GOOD_ERROR);
  });
});
