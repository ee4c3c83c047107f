import { expect, test } from 'vitest';
import { median } from '#core/median';

test('a few disturbed measurements do not change the median', () => {
  expect(median([5, 4, 900, 6, 5])).toBe(5);
  expect(median([1, 2])).toBe(2);
  expect(median([])).toBe(0);
});
