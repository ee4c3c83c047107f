import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countAbove, normalTail, pooled, unrelatedOf } from '#core/rank';

test.each([
  [0, 0.5],
  [1, 0.158655],
  [-1, 0.841345],
  [1.959964, 0.025],
  [3, 0.0013499],
  [6, 9.865876e-10],
])('a standard normal variable is above %f with a probability of %f', (z, chance) => {
  expect(normalTail(z) / chance).toBeCloseTo(1, 4);
});

describe('the line', () => {
  const unrelated = { mean: 0, deviation: 1 };

  test('rises with the number of photos', () => {
    expect(countAbove([3.2, 0.4], 42, unrelated, 0.05)).toBe(1);
    expect(countAbove([3.2, 0.4], 10_000, unrelated, 0.05)).toBe(0);
  });

  test('falls if many matches score high', () => {
    expect(countAbove(new Array(100).fill(3.2), 10_000, unrelated, 0.2)).toBe(100);
    expect(countAbove([3.2], 10_000, unrelated, 0.2)).toBe(0);
  });

  test('is rarely crossed by random scores, which are all unrelated', () => {
    // Mulberry32: a linear congruential generator is too regular for the Box-Muller transform.
    let seed = 7;
    const random = () => {
      seed = (seed + 0x6d2b79f5) | 0;
      let bits = Math.imul(seed ^ (seed >>> 15), 1 | seed);
      bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
      return (((bits ^ (bits >>> 14)) >>> 0) + 1) / 0x100000001;
    };
    const normal = () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
    const queries = Array.from({ length: 200 }, () =>
      Float32Array.from({ length: 1000 }, normal).sort((a, b) => b - a),
    );
    const wrong = queries.filter((scores) => countAbove(scores, 1000, unrelated, 0.05) > 0).length;
    // The procedure promises one query in twenty; the limit is twice that.
    expect(wrong).toBeLessThanOrEqual(20);
  });

  test('never shows fewer matches at a higher error rate', () => {
    const scores = fc.array(fc.double({ min: -5, max: 8, noNaN: true }), { maxLength: 200 });
    fc.assert(
      fc.property(scores, fc.integer({ min: 0, max: 100_000 }), (unordered, more) => {
        const best = unordered.sort((a, b) => b - a);
        const counts = [0.05, 0.15, 0.3, 0.5, 0.7].map((error) =>
          countAbove(best, best.length + more, unrelated, error),
        );
        expect(counts).toEqual([...counts].sort((a, b) => a - b));
      }),
    );
  });
});

describe('the scores of unrelated photos', () => {
  const background = { mean: 0.1, deviation: 0.05 };

  test('come from the background queries if there are no photos', () => {
    expect(unrelatedOf({ count: 0, mean: 0, deviation: 0 }, background)).toEqual(background);
  });

  test('come from the library if it is large', () => {
    const { mean, deviation } = unrelatedOf({ count: 1e6, mean: 0.08, deviation: 0.055 }, background);
    expect(mean).toBeCloseTo(0.08, 4);
    expect(deviation).toBeCloseTo(0.055, 4);
  });

  test('are not raised by a library full of matches', () => {
    // Three in ten photos match, 3.5 standard deviations above the rest.
    const own = { count: 10_000, mean: 0.1 + 0.3 * 0.175, deviation: 0.094 };
    const unrelated = unrelatedOf(own, background);
    const scores = [...new Array(3000).fill(0.275), ...new Array(100).fill(0.1)];
    expect(countAbove(scores, 10_000, unrelated, 0.05)).toBe(3000);
  });

  test('never have a standard deviation of 0', () => {
    expect(pooled([{ count: 1, mean: 0.5, deviation: 0 }]).deviation).toBeGreaterThan(0);
  });
});
