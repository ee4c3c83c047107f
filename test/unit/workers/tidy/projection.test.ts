import { describe, expect, test } from 'vitest';
import { project } from '#workers/tidy/projection';
import { clustered, told, toNobody } from './vectors';

const CLUSTERS = 5;

/** Returns the mean distance of photos of one cluster, and of photos of two. */
function distances(places: Float32Array) {
  const sums = { within: [0, 0], between: [0, 0] } as Record<'within' | 'between', [number, number]>;
  for (let a = 0; a < places.length / 2; a++) {
    for (let b = 0; b < a; b++) {
      const sum = sums[a % CLUSTERS === b % CLUSTERS ? 'within' : 'between'];
      sum[0] += Math.hypot(
        (places[2 * a] as number) - (places[2 * b] as number),
        (places[2 * a + 1] as number) - (places[2 * b + 1] as number),
      );
      sum[1]++;
    }
  }
  return { within: sums.within[0] / sums.within[1], between: sums.between[0] / sums.between[1] };
}

/** Returns the positions in the order of the photos. */
async function placesOf(vectors: readonly Float32Array[]): Promise<Float32Array> {
  const { photos, places } = await project(told(vectors), vectors[0]?.length ?? 4, toNobody);
  expect([...photos].sort((a, b) => a - b)).toEqual(vectors.map((_, i) => i + 1));
  const ordered = new Float32Array(places.length);
  photos.forEach((no, i) => {
    ordered.set(places.subarray(2 * i, 2 * i + 2), 2 * (no - 1));
  });
  return ordered;
}

describe('the map', () => {
  test('keeps alike photos together, also those outside of the sample', async () => {
    const places = await placesOf(clustered(2_300, 64, CLUSTERS, 1, 3));
    const { within, between } = distances(places);
    expect(within).toBeLessThan(between / 2);
    for (const place of places) expect(place >= 0 && place <= 1).toBe(true);
  });

  test('is deterministic', async () => {
    const vectors = clustered(120, 32, CLUSTERS, 0.8, 4);
    expect(await placesOf(vectors)).toEqual(await placesOf(vectors));
  });

  test.each([1, 2, 3, 7, 9])('of %d photos has a position for each', async (count) => {
    const places = await placesOf(clustered(count, 32, 2, 0.5, 5));
    expect(places.every(Number.isFinite)).toBe(true);
  });

  test('accepts photos that are all the same', async () => {
    expect((await placesOf(clustered(40, 32, 1, 0, 6))).every(Number.isFinite)).toBe(true);
  });

  test('is empty without photos', async () => {
    expect((await project(told([]), 32, toNobody)).photos.length).toBe(0);
  });
});
