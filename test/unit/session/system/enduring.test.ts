import { signal } from '@preact/signals';
import { beforeEach, expect, test, vi } from 'vitest';
import { crashesInRow } from '#session/shell/crashes';
import { startEnduring } from '#session/system/enduring';

class Kept extends Map<string, string> {
  getItem = (key: string) => this.get(key) ?? null;
  setItem = (key: string, value: string) => void this.set(key, value);
  removeItem = (key: string) => void this.delete(key);
}

type State = 'idle' | 'running' | 'paused';

let page: Record<string, () => void>;
let seen: { hidden: boolean };

beforeEach(() => {
  page = {};
  const listen = (type: string, listener: () => void) => {
    page[type] = listener;
  };
  seen = { hidden: false };
  vi.stubGlobal('document', Object.assign(seen, { addEventListener: listen }));
  vi.stubGlobal('addEventListener', listen);
  vi.stubGlobal('sessionStorage', new Kept());
  vi.stubGlobal('localStorage', new Kept());
  vi.stubGlobal('navigator', {});
  return () => vi.unstubAllGlobals();
});

/** A page that is opened in the same tab. @returns its indexing, and what it has told */
function opened() {
  const indexing = signal<{ state: State }>({ state: 'idle' });
  const notify = vi.fn();
  const crashes = crashesInRow();
  startEnduring({ indexing, awake: signal(''), rest: async () => undefined, notify });
  const become = (state: State) => {
    indexing.value = { state };
  };
  return { crashes, notify, become };
}

test('a tab that dies while it indexes counts as a crash, and the next page says so', () => {
  opened().become('running');
  const second = opened();
  expect(second.crashes).toBe(1);
  expect(second.notify).toHaveBeenCalledWith({ done: 'sparing' });
  second.become('running');
  expect(opened().crashes).toBe(2);
});

test('a run that comes to its end ends the row', () => {
  opened().become('running');
  const second = opened();
  second.become('running');
  second.become('idle');
  const third = opened();
  expect([third.crashes, third.notify.mock.calls]).toEqual([0, []]);
});

test.each<[string, () => void]>([
  ['a reload', () => page.pagehide?.()],
  [
    'a hidden tab that is closed',
    () => {
      seen.hidden = true;
      page.visibilitychange?.();
    },
  ],
])('%s is no crash', (_, leave) => {
  opened().become('running');
  leave();
  expect(opened().crashes).toBe(0);
});

test('a page without a crash that is reloaded forgets no earlier ones', () => {
  opened().become('running');
  expect(opened().crashes).toBe(1);
  expect(opened().crashes).toBe(1);
});

test('without storage nothing is counted', () => {
  vi.stubGlobal('sessionStorage', undefined);
  Object.defineProperty(globalThis, 'sessionStorage', {
    configurable: true,
    get() {
      throw new DOMException('refused', 'SecurityError');
    },
  });
  const { crashes, become } = opened();
  become('running');
  expect(crashes).toBe(0);
  Reflect.deleteProperty(globalThis, 'sessionStorage');
});
