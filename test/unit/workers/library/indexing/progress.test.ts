import { beforeEach, describe, expect, test } from 'vitest';
import { Progress } from '#workers/library/indexing/progress';

const NONE = { done: 10, failed: 0, waiting: 0, run: { done: 0, total: 0, paused: false } };
const WAITING = { done: 10, failed: 2, waiting: 5, run: { done: 3, total: 8, paused: false } };
const PAUSED = { ...WAITING, run: { ...WAITING.run, paused: true } };

let progress: Progress;

beforeEach(() => {
  progress = new Progress();
});

describe('the state of the indexing', () => {
  test('is idle if no file waits', () => {
    expect(progress.indexing(NONE, false, null)).toMatchObject({ state: 'idle', done: 10, total: 10 });
  });

  test('is running if files wait, in this tab or another', () => {
    for (const working of [true, false]) {
      const { state, total, run } = progress.indexing(WAITING, working, null);
      expect({ state, total, run }).toEqual({ state: 'running', total: 17, run: { done: 3, total: 8 } });
    }
  });

  test('is paused only once the work in flight is finished', () => {
    expect(progress.indexing(PAUSED, true, null).state).toBe('running');
    expect(progress.indexing(PAUSED, false, null).state).toBe('paused');
  });

  test('is paused by a problem as long as files wait', () => {
    progress.problem = 'disk-full';
    expect(progress.indexing(WAITING, false, null)).toMatchObject({ state: 'paused', problem: 'disk-full' });
    expect(progress.indexing(NONE, false, null).state).toBe('idle');
  });

  test('is idle if all waiting files are locked', () => {
    progress.locked = 5;
    expect(progress.indexing(WAITING, false, null)).toMatchObject({ state: 'idle', locked: 5 });
    expect(progress.indexing(WAITING, false, { done: 1, total: 9 }).state).toBe('running');
  });

  test('is running and paused for a change of the space as it is for files', () => {
    const paused = { ...NONE, run: { ...NONE.run, paused: true } };
    expect(progress.indexing(NONE, false, { done: 1, total: 9 }).state).toBe('running');
    expect(progress.indexing(paused, false, { done: 1, total: 9 }).state).toBe('paused');
    expect(progress.indexing(paused, false, { done: 9, total: 9 }).state).toBe('idle');
  });
});
