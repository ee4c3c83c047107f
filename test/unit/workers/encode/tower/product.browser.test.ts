import { expect, test } from 'vitest';
import { formOfEngine } from '#workers/encode/tower/kernels';
import { holdsToPlainLoops } from './plain-loops';

test('this engine has relaxed SIMD, and its form is known', async () => {
  expect(await formOfEngine()).toMatchObject({ relaxed: true });
});

test('8-bit products equal plain loops in the form of this engine, cold and warm', async () => {
  await holdsToPlainLoops(await formOfEngine(), 600);
});

test.each([
  ['with weights that four products of 16 bits do not hold', 0],
  ['four at a time in 16 bits, on an engine that could do more', 1],
] as const)('they do, too, %s', async (_, how) => {
  await holdsToPlainLoops({ ...(await formOfEngine()), how }, 300);
});

test('they do, too, four at a time in 32 bits, as far as the engine does not cut pairs off', async () => {
  await holdsToPlainLoops({ ...(await formOfEngine()), how: 2 }, 200, ({ levels }) => levels === 'near');
});
