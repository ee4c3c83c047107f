import { expect, test } from 'vitest';
import { instantiate, sharedMemory } from '#workers/encode/tower/kernels';
import { holdsToPlainLoops } from './plain-loops';

const PLAIN = { relaxed: false, how: 0, signed: false } as const;

test('8-bit products equal plain loops in plain SIMD', () => holdsToPlainLoops(PLAIN, 300));

test('they do, too, for an engine that reads activations with a sign', () =>
  holdsToPlainLoops({ ...PLAIN, signed: true }, 200));

test('a row of zeros has a scale, and gives the bias', async () => {
  const memory = sharedMemory(1);
  const { quantise } = (await instantiate(memory, PLAIN)) as Record<string, (...args: number[]) => void>;
  quantise?.(64, 512, 1024, 1, 5, 32, 0, 0, 1);
  expect(new Float32Array(memory.buffer, 1024, 1)[0]).toBe(1);
  expect([...new Int32Array(memory.buffer, 1028, 2)]).toEqual([0, 0]);
});
