import { expect, test } from 'vitest';
import { costOf } from '#core/cost';

test('the load is the processor time of the pictures of a second, shared by all cores', () => {
  expect(costOf(100, 10, 4)).toEqual({ processor: 100, load: 0.25, cores: 4 });
  expect(costOf(0.5, 200, 8).load).toBeCloseTo(0.0125);
});

test('the load is never more than all cores, though clocks disagree', () => {
  expect(costOf(210, 10, 2).load).toBe(1);
});
