import { expect, test } from 'vitest';
import { BINARIES, instantiate, startKernel } from '#workers/search/kernel/kernel';
import { VectorIndex } from '#workers/search/vector-index';
import { holdsToTheNaiveScan } from './holds';

test('the index finds what the naive scan finds with relaxed SIMD too', async ({ skip }) => {
  if (!WebAssembly.validate(BINARIES.relaxed)) skip('This browser has no relaxed SIMD.');
  expect((await startKernel()).QUERY_RANGE.value).toBe(63);
  await holdsToTheNaiveScan(
    async (dimension) => new VectorIndex(await instantiate(BINARIES.relaxed), dimension),
    63,
  );
});
