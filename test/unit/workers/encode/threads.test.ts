import { expect, test } from 'vitest';
import { encoderThreads } from '#workers/encode/contract';

test('an encoder has a thread for each core, at most four, and one if memory cannot be shared', () => {
  expect([1, 2, 8].map((cores) => encoderThreads(cores, true))).toEqual([1, 2, 4]);
  expect(encoderThreads(8, false)).toBe(1);
});
