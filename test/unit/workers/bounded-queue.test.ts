import { describe, expect, test } from 'vitest';
import { BoundedQueue } from '../../../workers/library/bounded-queue';

describe('BoundedQueue', () => {
  test('hands on everything, in order, in full batches until the end', async () => {
    const queue = new BoundedQueue<number>(8);
    const producing = (async () => {
      for (let i = 0; i < 10; i++) await queue.put(i);
      queue.close();
    })();
    const batches: number[][] = [];
    for (let batch = await queue.take(4); batch.length > 0; batch = await queue.take(4)) batches.push(batch);
    await producing;
    expect(batches).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
      [8, 9],
    ]);
  });

  test('makes producers wait while it is full', async () => {
    const queue = new BoundedQueue<number>(2);
    let put = 0;
    const producing = (async () => {
      for (; put < 5; put++) await queue.put(put);
    })();
    await Promise.resolve();
    await new Promise<void>((resolve) => queueMicrotask(resolve));
    expect(put).toBe(2);
    expect(await queue.take(2)).toEqual([0, 1]);
    queue.close();
    await producing;
  });

  test('lets waiting producers go when it is closed', async () => {
    const queue = new BoundedQueue<string>(1);
    await queue.put('kept');
    const waiting = queue.put('dropped');
    queue.close();
    await waiting;
    expect(await queue.take(4)).toEqual(['kept']);
    expect(await queue.take(4)).toEqual([]);
  });
});
