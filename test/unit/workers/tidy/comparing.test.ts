import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { thresholdOf } from '#core/likeness';
import { dot, normalise } from '#core/vector';
import { compareAll } from '#workers/tidy/comparing';
import { PairList } from '#workers/tidy/pair-list';
import { clustered, told, toNobody } from './vectors';

const cases = fc.record({
  count: fc.integer({ min: 0, max: 140 }),
  dimension: fc.constantFrom(4, 64, 100, 512, 1152),
  clusters: fc.integer({ min: 1, max: 20 }),
  spread: fc.constantFrom(0, 0.1, 0.5, 2),
  maxDistance: fc.constantFrom(0.001, 0.1, 0.5, 0.9),
  seed: fc.nat(),
});

function listed(pairs: PairList): Map<string, number> {
  const found = new Map<string, number>();
  pairs.each(-1, (a, b, cosine) => {
    if (found.has(`${a} ${b}`)) expect.fail('A pair came twice.');
    found.set(`${a} ${b}`, cosine);
  });
  return found;
}

describe('comparing every photo with every other', () => {
  test('finds the pairs that two nested loops find, each once, with its exact cosine', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ count, dimension, clusters, spread, maxDistance, seed }) => {
        const vectors = clustered(count, dimension, clusters, spread, seed);
        const { pairs, unlike } = await compareAll(told(vectors), dimension, maxDistance, toNobody);
        const threshold = thresholdOf(maxDistance, unlike);
        const found = listed(pairs);
        for (let a = 0; a < count; a++) {
          for (let b = a + 1; b < count; b++) {
            const cosine = dot(vectors[a] as Float32Array, vectors[b] as Float32Array);
            // The list holds 32-bit floats: a cosine next to the threshold may be on either side of it.
            if (Math.abs(cosine - threshold) < 1e-6) continue;
            const heard = found.get(`${a + 1} ${b + 1}`);
            if ((heard !== undefined) !== cosine > threshold) expect.fail(`${a}, ${b}: ${cosine}`);
            if (heard !== undefined && Math.abs(heard - cosine) > 1e-6) expect.fail(`${heard} ${cosine}`);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  test('measures how near unrelated photos are to each other', async () => {
    const vectors = clustered(40, 64, 40, 0, 2);
    const common = vectors.map((vector) => vector.map((value, k) => value + (k === 0 ? 0.4 : 0)));
    common.forEach(normalise);
    let sum = 0;
    for (const a of common) for (const b of common) if (a !== b) sum += dot(a, b);
    expect((await compareAll(told(common), 64, 0.1, toNobody)).unlike).toBeCloseTo(sum / (40 * 39), 5);
    // Photos of a single cluster say nothing about unrelated ones.
    expect((await compareAll(told(clustered(9, 64, 1, 0.1, 2)), 64, 0.1, toNobody)).unlike).toBe(0.5);
  });

  test('reports its progress, up to the end', async () => {
    const shares: number[] = [];
    await compareAll(told(clustered(300, 64, 3, 1, 1)), 64, 0.5, (share) => shares.push(share));
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });
});

describe('a list of pairs that is full', () => {
  test('keeps the nearer half, raises its cutoff, and accepts only nearer pairs from then on', () => {
    const list = new PairList(0.001, 100);
    for (let i = 1; i <= 100; i++) list.add(i, 1000 + i, i / 100);
    list.add(500, 501, 0.95);
    expect(list.cutoff).toBeCloseTo(0.51, 5);
    list.add(502, 503, 0.3);
    const found = [...listed(list).values()];
    expect(Math.min(...found)).toBeGreaterThan(0.5);
    expect(found.length).toBe(51);
  });

  test('stays within its limit if all pairs are equally near', () => {
    const list = new PairList(0.1, 100);
    for (let i = 1; i <= 1000; i++) list.add(i, 1000 + i, 1);
    expect(list.size).toBeLessThanOrEqual(100);
    expect(list.cutoff).toBe(1);
  });
});
