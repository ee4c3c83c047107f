import { expect, test } from 'vitest';
import { Rate } from '#core/rate';

test('a rate counts what was added between the first and the last mark', () => {
  const rate = new Rate();
  expect(rate.perSecond()).toBeNull();
  rate.add(4, 1000);
  expect(rate.perSecond()).toBeNull();
  rate.add(4, 1500);
  rate.add(4, 2000);
  expect(rate.perSecond()).toBe(8);
});

test('a rate forgets old marks', () => {
  const rate = new Rate();
  rate.add(1000, 0);
  rate.add(1, 60_000);
  rate.add(1, 61_000);
  expect(rate.perSecond()).toBe(1);
});
