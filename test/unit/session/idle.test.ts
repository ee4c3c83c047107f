import { beforeEach, expect, test, vi } from 'vitest';
import { held } from './held';

/** Listeners of the page's `load` event, and moments that are asked for. */
let loaded: (() => void)[];
let asked: (() => void)[];
let whenIdle: (work: () => unknown) => void;

beforeEach(async () => {
  loaded = [];
  asked = [];
  vi.useFakeTimers();
  vi.stubGlobal('document', { readyState: 'interactive' });
  vi.stubGlobal('addEventListener', (_: 'load', listener: () => void) => loaded.push(listener));
  vi.stubGlobal('requestIdleCallback', (listener: () => void) => asked.push(listener));
  vi.resetModules();
  ({ whenIdle } = await import('#session/idle'));
  return () => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  };
});

test('work waits for the page, a second and an idle moment, one after the other', async () => {
  const done: string[] = [];
  const first = held<void>();
  whenIdle(() => {
    done.push('first');
    return first.promise;
  });
  whenIdle(() => done.push('second'));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(asked).toEqual([]);
  for (const listener of loaded) listener();
  await vi.advanceTimersByTimeAsync(999);
  expect(asked).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect([done, asked.length]).toEqual([[], 1]);
  asked[0]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect([done, asked.length]).toEqual([['first'], 1]);
  first.resolve(undefined);
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toHaveLength(2);
  asked[1]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(done).toEqual(['first', 'second']);
});

test('a browser that tells no idle moments does it after the second', async () => {
  vi.stubGlobal('requestIdleCallback', undefined);
  Reflect.deleteProperty(globalThis, 'requestIdleCallback');
  const work = vi.fn();
  whenIdle(work);
  for (const listener of loaded) listener();
  await vi.advanceTimersByTimeAsync(1_001);
  expect(work).toHaveBeenCalledOnce();
});

test('a page whose load event is past waits for the second and the idle moment alone', async () => {
  vi.stubGlobal('document', { readyState: 'complete' });
  const work = vi.fn();
  whenIdle(work);
  await vi.advanceTimersByTimeAsync(1_000);
  asked[0]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(work).toHaveBeenCalledOnce();
});
