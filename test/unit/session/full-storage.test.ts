/** A disk that is full: what the page notes for the next visit is lost, and nothing else. */

import { signal } from '@preact/signals';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const full = {
  getItem: () => null,
  removeItem: () => undefined,
  setItem: () => {
    throw new DOMException('Full.', 'QuotaExceededError');
  },
};

beforeEach(() => {
  vi.resetModules();
  vi.stubGlobal('localStorage', full);
  vi.stubGlobal('navigator', { languages: ['en'] });
  vi.stubGlobal('addEventListener', () => undefined);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

test('a preference holds for this visit', async () => {
  const { loadPreferences } = await import('#session/shell/preferences');
  const { theme } = loadPreferences();
  theme.value = 'dark';
  theme.value = 'light';
  expect(theme.value).toBe('light');
});

test('indexing goes on without a mark of its run', async () => {
  const { followRuns } = await import('#session/system/runs');
  const indexing = signal<{ state: 'idle' | 'running' }>({ state: 'idle' });
  const crashed = vi.fn();
  followRuns({ tab: full, all: full }, indexing, signal(true), crashed);
  indexing.value = { state: 'running' };
  indexing.value = { state: 'idle' };
  expect(crashed).not.toHaveBeenCalled();
});
