import { expect, test } from 'vitest';
import { formOfEngine } from '#workers/encode/tower/kernels';
import { holdsToPlainLoops } from './plain-loops';

test('this engine has relaxed SIMD, and its form is known', async () => {
  expect(await formOfEngine()).toMatchObject({ relaxed: true });
});

test('8-bit products equal plain loops in the form of this engine, cold and warm', async () => {
  await holdsToPlainLoops(await formOfEngine(), 600);
});

test('they do, too, with weights that four products of 16 bits do not hold', async () => {
  await holdsToPlainLoops({ ...(await formOfEngine()), how: 0 }, 200);
});
