/** Locks where the browser has none: those of one worker. */

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { heldLocks, withLock } from '#workers/shared/locks';

beforeEach(() => vi.stubGlobal('navigator', {}));
afterEach(() => vi.unstubAllGlobals());

function closed() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

test('work under one name waits for the work before it, even if that fails', async () => {
  const order: string[] = [];
  const gate = closed();
  const first = withLock('a', async () => {
    await gate.opened;
    order.push('first');
    throw new Error('failed');
  });
  const second = withLock('a', async () => order.push('second'));
  await withLock('b', async () => order.push('other'));
  gate.open();
  await expect(first).rejects.toThrow('failed');
  await second;
  expect(order).toEqual(['other', 'first', 'second']);
});

test('a wait that is ended leaves the lock to the next', async () => {
  const gate = closed();
  const holding = withLock('c', () => gate.opened);
  const waiting = new AbortController();
  const never = vi.fn();
  const given = withLock('c', never, waiting.signal);
  let isHeld = true;
  const next = withLock('c', async () => isHeld);
  waiting.abort();
  await expect(given).rejects.toMatchObject({ name: 'AbortError' });
  isHeld = false;
  gate.open();
  await holding;
  expect(await next).toBe(false);
  expect(never).not.toHaveBeenCalled();
});

test('nobody’s locks are known', async () => {
  expect(await heldLocks()).toEqual([]);
});
