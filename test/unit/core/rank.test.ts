import { expect, test } from 'vitest';
import { strengthOf } from '#core/rank';

const unrelated = { mean: 0.1, deviation: 0.1 };

test.each([
  [0.45, 'strong'],
  [0.35, 'good'],
  [0.29, 'maybe'],
  [-1, 'maybe'],
] as const)('a cosine of %f, where unrelated pairs are 0.1 ± 0.1, is %s', (score, strength) => {
  expect(strengthOf(score, unrelated)).toBe(strength);
});
