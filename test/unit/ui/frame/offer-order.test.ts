import { expect, test } from 'vitest';
import { type Offered, offersInOrder } from '../../../../src/ui/frame/offer-order';

const NOTHING: Offered = { upgrade: null, missing: 0, found: 0 };

test('nothing is offered where there is nothing', () => {
  expect(offersInOrder(NOTHING)).toEqual([]);
});

test('missing photos come before new ones, and both before a model', () => {
  expect(offersInOrder({ upgrade: 'offered', missing: 0, found: 2 })).toEqual(['found', 'upgrade']);
  expect(offersInOrder({ upgrade: 'offered', missing: 3, found: 0 })).toEqual(['missing', 'upgrade']);
  expect(offersInOrder({ upgrade: 'offered', missing: 3, found: 2 })).toEqual(['missing', 'found']);
});

test('a download that the user has begun, or that failed, comes first', () => {
  for (const upgrade of ['loading', 'failed'] as const) {
    expect(offersInOrder({ upgrade, missing: 3, found: 2 })).toEqual(['upgrade', 'missing']);
  }
});
