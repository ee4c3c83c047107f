import { beforeEach, expect, test, vi } from 'vitest';

/** A tab's history: steps are made later, and told by `popstate`, as in browsers. */
class FakeHistory {
  readonly entries: unknown[] = [null];
  at = 0;
  told: () => void = () => undefined;

  get state() {
    return this.entries[this.at];
  }
  pushState(state: unknown) {
    this.entries.splice(++this.at, Infinity, state);
  }
  replaceState(state: unknown) {
    this.entries[this.at] = state;
  }
  go(by: number) {
    setTimeout(() => {
      this.at = Math.max(0, this.at + by);
      this.told();
    }, 5);
  }
  /** What the user does. */
  async back() {
    this.go(-1);
    await vi.advanceTimersByTimeAsync(20);
  }
}

let past: FakeHistory;
let overPage: (close: () => void) => () => void;

beforeEach(async () => {
  vi.useFakeTimers();
  past = new FakeHistory();
  vi.stubGlobal('history', past);
  vi.stubGlobal('addEventListener', (_: 'popstate', listener: () => void) => {
    past.told = listener;
  });
  vi.resetModules();
  ({ overPage } = await import('../../../../src/ui/parts/back'));
  return () => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  };
});

const rest = () => vi.advanceTimersByTimeAsync(20);

test('Back closes the innermost layer alone', async () => {
  const closed: string[] = [];
  overPage(() => closed.push('viewer'));
  overPage(() => closed.push('sheet'));
  await past.back();
  expect(closed).toEqual(['sheet']);
  await past.back();
  expect(closed).toEqual(['sheet', 'viewer']);
  expect(past.at).toBe(0);
});

test('a layer that is closed in another way takes its entry back, and no other layer with it', async () => {
  const closed: string[] = [];
  overPage(() => closed.push('viewer'));
  const end = overPage(() => closed.push('sheet'));
  end();
  await rest();
  expect([closed, past.at]).toEqual([[], 1]);
  await past.back();
  expect(closed).toEqual(['viewer']);
});

test('layers that follow each other, in one task or while a step is made, keep their entries', async () => {
  const closed: string[] = [];
  const first = overPage(() => closed.push('first'));
  first();
  const second = overPage(() => closed.push('second'));
  await rest();
  expect([closed, past.at]).toEqual([[], 1]);
  second();
  await vi.advanceTimersByTimeAsync(2);
  // The step back has been asked for, and not been made.
  overPage(() => closed.push('third'));
  await rest();
  expect([closed, past.at]).toEqual([[], 1]);
  await past.back();
  expect(closed).toEqual(['third']);
});

test('another place of the app closes nothing, and its entries are stepped over later', async () => {
  const closed: string[] = [];
  const end = overPage(() => closed.push('selection'));
  past.pushState(null);
  past.told();
  expect(closed).toEqual([]);
  end();
  await rest();
  expect(past.at).toBe(2);
  await past.back();
  // To the page itself, past the entry of the selection that is gone.
  expect([closed, past.at]).toEqual([[], 0]);
});

test('after a reload over a layer, its entry is used again', async () => {
  past.pushState({ over: 1 });
  past.entries[0] = { over: 0 };
  const close = vi.fn();
  overPage(close);
  expect(past.at).toBe(1);
  await past.back();
  expect(close).toHaveBeenCalledOnce();
});
