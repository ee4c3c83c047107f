import { signal } from '@preact/signals';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { showBadge } from '#session/system/badge';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

type Indexing = { state: 'idle' | 'running' | 'paused'; run: { done: number; total: number } };

function badged(refuses = false) {
  const shown: number[] = [];
  const answer = () => (refuses ? Promise.reject(new Error('not installed')) : Promise.resolve());
  const indexing = signal<Indexing>({ state: 'idle', run: { done: 0, total: 0 } });
  showBadge(indexing, {
    setAppBadge: (count) => {
      shown.push(count ?? -1);
      return answer();
    },
    clearAppBadge: () => {
      shown.push(0);
      return answer();
    },
  });
  const run = (done: number, total: number) => {
    indexing.value = { state: 'running', run: { done, total } };
  };
  return { shown, indexing, run };
}

test('what is left is shown at once, then paced, and cleared at the end', () => {
  const { shown, indexing, run } = badged();
  run(0, 100);
  expect(shown).toEqual([100]);
  for (let done = 1; done < 50; done++) run(done, 100);
  expect(shown).toEqual([100]);
  vi.advanceTimersByTime(2_000);
  expect(shown).toEqual([100, 51]);
  indexing.value = { state: 'idle', run: { done: 0, total: 0 } };
  vi.advanceTimersByTime(2_000);
  expect(shown).toEqual([100, 51, 0]);
});

test('a pause clears it', () => {
  const { shown, indexing, run } = badged();
  run(3, 10);
  vi.advanceTimersByTime(4_000);
  indexing.value = { state: 'paused', run: { done: 3, total: 10 } };
  expect(shown).toEqual([7, 0]);
});

test('a browser that refuses, or has no badges, changes nothing', async () => {
  const { run } = badged(true);
  run(0, 5);
  await vi.advanceTimersByTimeAsync(2_000);
  const indexing = signal<Indexing>({ state: 'running', run: { done: 0, total: 5 } });
  expect(() => showBadge(indexing, {})).not.toThrow();
});
