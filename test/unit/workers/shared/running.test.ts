import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { IdleTimer, run } from '#workers/shared/running';
import { FakeWorker } from './fake-worker';

interface Echo {
  echo(word: string): Promise<string>;
  fail(): Promise<void>;
  hang(): Promise<void>;
}

let worker: FakeWorker;

function start() {
  worker = new FakeWorker({
    echo: (word: string) => word,
    fail: () => {
      throw new Error('No such word.');
    },
    hang: () => new Promise(() => undefined),
  });
  return run<Echo>(worker);
}

afterEach(() => {
  worker.terminate();
  vi.useRealTimers();
});

describe('a running worker', () => {
  test('returns its results, and rejects with its errors', async () => {
    const { remote } = start();
    expect(await remote.echo('aloud')).toBe('aloud');
    await expect(remote.fail()).rejects.toThrow('No such word.');
  });

  test('stays a remote when it is awaited', async () => {
    const remote = await Promise.resolve(start().remote);
    expect(await remote.echo('aloud')).toBe('aloud');
  });

  test('that dies rejects only the calls in flight', async () => {
    const { remote } = start();
    const lost = expect(Promise.all([remote.hang(), remote.hang()])).rejects.toThrow(
      'The worker died: out of memory',
    );
    worker.die('out of memory');
    await lost;
    expect(await remote.echo('still there')).toBe('still there');
  });

  test('that is ended rejects the calls in flight and all later ones', async () => {
    const { remote, end } = start();
    const lost = expect(remote.hang()).rejects.toThrow('ended');
    end();
    await lost;
    expect(worker.terminate).toHaveBeenCalled();
    await expect(remote.echo('too late')).rejects.toThrow('ended');
  });

  test('is ended if a call takes longer than its limit', async () => {
    vi.useFakeTimers();
    const { remote, within } = start();
    const other = expect(remote.hang()).rejects.toThrow('did not answer');
    const hung = expect(within(60_000, remote.hang())).rejects.toThrow('did not answer');
    await vi.advanceTimersByTimeAsync(59_999);
    expect(worker.terminate).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await Promise.all([hung, other]);
    expect(worker.terminate).toHaveBeenCalled();
  });

  test('that answers in time is not ended', async () => {
    const { remote, within } = start();
    expect(await within(60_000, remote.echo('in time'))).toBe('in time');
    vi.useFakeTimers();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(worker.terminate).not.toHaveBeenCalled();
  });
});

describe('an idle timer', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    start();
  });

  test('fires a while after the last work', () => {
    const rest = vi.fn();
    const timer = new IdleTimer(rest, 1000);
    timer.idle();
    vi.advanceTimersByTime(600);
    timer.idle();
    vi.advanceTimersByTime(999);
    expect(rest).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(rest).toHaveBeenCalledTimes(1);
  });

  test('does not fire while there is work', () => {
    const rest = vi.fn();
    const timer = new IdleTimer(rest, 1000);
    timer.idle();
    timer.busy();
    vi.advanceTimersByTime(100_000);
    expect(rest).not.toHaveBeenCalled();
  });
});
