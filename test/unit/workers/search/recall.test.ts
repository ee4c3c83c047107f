import { expect, test } from 'vitest';
import { dot, normalise } from '#core/vector';
import { EXACT, refine } from '#workers/search/exact';
import { BINARIES, instantiate, type Kernel } from '#workers/search/kernel/kernel';
import { VectorIndex } from '#workers/search/vector-index';
import { HAS_REAL_VECTORS, products } from '../../../fixtures/real-vectors/vectors';
import { coded, random } from './rows';

/** Queries have 8 bits in the plain kernel, and 7 in the relaxed one, which Node lacks. */
const QUERY_RANGES = [127, 63];

async function kernelOf(range: number): Promise<Kernel> {
  const kernel = await instantiate(BINARIES.plain);
  return { ...kernel, QUERY_RANGE: new WebAssembly.Global({ value: 'i32' }, range) };
}

/** Returns the fraction of the true top ten that is found, over all queries. A tie with the tenth counts. */
async function recall(vectors: readonly Float32Array[], queries: readonly Float32Array[], range: number) {
  const index = new VectorIndex(await kernelOf(range), vectors[0]?.length ?? 0);
  index.append(coded(new Map(vectors.map((vector, i) => [i + 1, vector]))));
  let right = 0;
  for (const vector of queries) {
    const found = index.find({ vector, passing: null, without: null, limit: EXACT });
    const full = [...found.photos].map((photo) => vectors[photo - 1]);
    const { scores } = refine(vector, found, full, 1);
    const tenth = vectors.map((row) => dot(vector, row)).sort((a, b) => b - a)[9] as number;
    right += [...scores.subarray(0, 10)].filter((score) => score >= tenth - 1e-6).length;
  }
  return right / (queries.length * 10);
}

/** Returns unit vectors around a few directions, some closer to each other than 8 bits can distinguish. */
function clustered(count: number, dimension: number, clusters: number): Float32Array[] {
  const next = random(11);
  const centres = Array.from({ length: clusters }, () => new Float32Array(dimension).map(next));
  return Array.from({ length: count }, (_, i) => {
    const spread = 0.05 + (i % 5) * 0.2;
    const vector = (centres[i % clusters] as Float32Array).map((x) => x + spread * next());
    normalise(vector);
    return vector;
  });
}

test.skipIf(!HAS_REAL_VECTORS)(
  `the top ten of 970 product photos are exact (needs TEST_DATA/vectors)`,
  async () => {
    const vectors = products();
    const queries = vectors.filter((_, i) => i % 5 === 0);
    for (const range of QUERY_RANGES) expect(await recall(vectors, queries, range)).toBe(1);
  },
  60_000,
);

test('the top ten of clustered vectors are exact', async () => {
  const vectors = clustered(6000, 512, 60);
  const queries = clustered(40, 512, 40);
  for (const range of QUERY_RANGES) expect(await recall(vectors, queries, range)).toBe(1);
});
