import { describe, expect, test } from 'vitest';
import { layRows, quantise } from '#core/quantise';
import { normalise } from '#core/vector';
import { MeanLikeness } from '#workers/search/mean-likeness';

const DIMENSION = 64;

/** Unit vectors whose mean cosine is about this: a common direction, and one dimension of its own for each. */
function rowsAlike(cosine: number, count: number, from = 0) {
  return layRows(
    Array.from({ length: count }, (_, i) => {
      const vector = new Float32Array(DIMENSION);
      vector[0] = Math.sqrt(cosine);
      vector[1 + ((from + i) % (DIMENSION - 1))] = Math.sqrt(1 - cosine);
      normalise(vector);
      return { photo: from + i + 1, ...quantise(vector) };
    }),
  );
}

describe('the mean likeness', () => {
  test.each([0, 0.1, 0.4])('of photos with a mean cosine of %d', (cosine) => {
    const likeness = new MeanLikeness(DIMENSION);
    likeness.add(rowsAlike(cosine, 20));
    likeness.add(rowsAlike(cosine, 40, 20));
    expect(likeness.unlike).toBeCloseTo(cosine, 1);
  });

  test('is followed beyond the first thousand', () => {
    const likeness = new MeanLikeness(DIMENSION);
    likeness.add(rowsAlike(0.4, 1000));
    const before = likeness.unlike;
    likeness.add(rowsAlike(0, 20_000, 1000));
    expect(before).toBeGreaterThan(0.35);
    expect(likeness.unlike).toBeLessThan(0.2);
  });

  test('is 0 as long as there are fewer than two photos', () => {
    const likeness = new MeanLikeness(DIMENSION);
    expect(likeness.unlike).toBe(0);
    likeness.add(rowsAlike(0.4, 1));
    expect(likeness.unlike).toBe(0);
  });
});
