import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Credits } from '#core/protocol/flow';

/** Whether a promise is settled by now: everything that can go on has gone on. */
async function done(promise: Promise<void>): Promise<boolean> {
  const settled = Promise.race([promise.then(() => true), Promise.resolve(false)]);
  return settled;
}

test('who takes more than is free waits until enough has come back', async () => {
  const credits = new Credits(8);
  await credits.take(6);
  const waiting = credits.take(4);
  credits.give(1);
  expect(await done(waiting)).toBe(false);
  credits.give(1);
  await waiting;
  expect(credits.free).toBe(0);
});

test('a small batch does not overtake a large one that waits', async () => {
  const credits = new Credits(4);
  await credits.take(4);
  const order: string[] = [];
  const large = credits.take(4).then(() => order.push('large'));
  const small = credits.take(1).then(() => order.push('small'));
  credits.give(1);
  expect(credits.spend(1)).toBe(false);
  credits.give(3);
  await large;
  credits.give(4);
  await small;
  expect(order).toEqual(['large', 'small']);
});

test('the box sees who overdraws', () => {
  const credits = new Credits(4);
  expect(credits.spend(3)).toBe(true);
  expect(credits.spend(2)).toBe(false);
  expect(credits.free).toBe(1);
});

test('who gives up waiting takes nothing, and lets the next go', async () => {
  const credits = new Credits(4);
  await credits.take(2);
  const stop = new AbortController();
  const large = credits.take(4, stop.signal);
  const small = credits.take(2);
  stop.abort(new Error('enough'));
  await expect(large).rejects.toThrow('enough');
  await small;
  expect(credits.free).toBe(0);
  await expect(credits.take(1, stop.signal)).rejects.toThrow('enough');
});

test('more than there can ever be is a mistake, as is giving back more than was taken', async () => {
  const credits = new Credits(4);
  await expect(credits.take(5)).rejects.toThrow(RangeError);
  expect(() => credits.give(1)).toThrow(RangeError);
});

test('in any order of taking and giving, no more is out than there is, and nobody is forgotten', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 40 }), async (batches) => {
      const credits = new Credits(6);
      let out = 0;
      await Promise.all(
        batches.map(async (count) => {
          await credits.take(count);
          out += count;
          expect(out).toBeLessThanOrEqual(6);
          await Promise.resolve();
          out -= count;
          credits.give(count);
        }),
      );
      expect(credits.free).toBe(6);
    }),
  );
});
