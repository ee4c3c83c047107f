import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Credits } from '#core/protocol/flow';

/** Returns whether a promise is settled by now. */
async function done(promise: Promise<void>): Promise<boolean> {
  const settled = Promise.race([promise.then(() => true), Promise.resolve(false)]);
  return settled;
}

test('a caller that takes more than is free waits until enough is returned', async () => {
  const credits = new Credits(8);
  await credits.take(6);
  const waiting = credits.take(4);
  credits.give(1);
  expect(await done(waiting)).toBe(false);
  credits.give(1);
  await waiting;
  expect(credits.free).toBe(0);
});

test('a small batch does not overtake a large one in the queue', async () => {
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

test('the box detects a page that overdraws', () => {
  const credits = new Credits(4);
  expect(credits.spend(3)).toBe(true);
  expect(credits.spend(2)).toBe(false);
  expect(credits.free).toBe(1);
});

test('an aborted caller takes nothing, and lets the next one proceed', async () => {
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

test('taking more than the total is an error, as is returning more than was taken', async () => {
  const credits = new Credits(4);
  await expect(credits.take(5)).rejects.toThrow(RangeError);
  expect(() => credits.give(1)).toThrow(RangeError);
});

test('any order of taking and returning stays within the total, and serves every caller', async () => {
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
