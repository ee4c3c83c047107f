import { describe, expect, test } from 'vitest';
import { WorkQueue } from '#workers/library/indexing/work-queue';

const things = (count: number) => Array.from({ length: count }, (_, no) => ({ no }));

describe('WorkQueue', () => {
  test('passes on all items in order, and makes producers wait while it is full', async () => {
    const queue = new WorkQueue<{ no: number }>(2);
    const producing = (async () => {
      for (const thing of things(5)) await queue.put(thing);
      queue.close();
    })();
    const taken: { no: number }[] = [];
    while (!queue.closed || queue.waiting > 0) {
      expect(queue.waiting).toBeLessThanOrEqual(2);
      taken.push(...queue.take(4));
      await Promise.resolve();
    }
    await producing;
    expect(taken).toEqual(things(5));
  });

  test('accepts more as soon as its limit is raised', async () => {
    const queue = new WorkQueue<{ no: number }>(1);
    const [a, b] = things(2) as [{ no: number }, { no: number }];
    await queue.put(a);
    const second = queue.put(b);
    expect(queue.full).toBe(true);
    queue.hold(2);
    await second;
    expect(queue.waiting).toBe(2);
  });

  test('releases waiting producers when it is closed, and drops their items', async () => {
    const queue = new WorkQueue<{ no: number }>(1);
    const [kept, dropped] = things(2) as [{ no: number }, { no: number }];
    await queue.put(kept);
    const waiting = queue.put(dropped);
    queue.close();
    await waiting;
    expect(queue.take(4)).toEqual([kept]);
    expect(queue.take(4)).toEqual([]);
  });

  test('puts returned items first, and reserves them for this device the second time', async () => {
    const queue = new WorkQueue<{ no: number }>(8);
    for (const thing of things(3)) await queue.put(thing);
    queue.close();
    const once = queue.take(2);
    queue.giveBack(once);
    expect(queue.take(1)).toEqual([{ no: 0 }]);
    queue.giveBack(once.slice(0, 1));
    expect(queue.take(4).map(({ no }) => no)).toEqual([1, 2]);
    expect(queue.deviceOnly).toBe(1);
    expect(queue.takeDeviceOnly(4)).toEqual([{ no: 0 }]);
  });

  test('notifies a waiter of each change', async () => {
    const queue = new WorkQueue<{ no: number }>(8);
    const heard = queue.change();
    await queue.put({ no: 0 });
    await heard;
  });
});
