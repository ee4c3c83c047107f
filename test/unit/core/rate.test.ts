import { expect, test } from 'vitest';
import { Rate } from '#core/rate';

test('counts what was made between the first and the last mark', () => {
  const rate = new Rate();
  expect(rate.perSecond()).toBeNull();
  rate.add(4, 1000);
  expect(rate.perSecond()).toBeNull();
  rate.add(4, 1500);
  rate.add(4, 2000);
  expect(rate.perSecond()).toBe(8);
});

test('forgets what is long ago', () => {
  const rate = new Rate();
  rate.add(1000, 0);
  rate.add(1, 60_000);
  rate.add(1, 61_000);
  expect(rate.perSecond()).toBe(1);
});
