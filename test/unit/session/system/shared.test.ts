/** Shared files stay where they are until a killed tab would lose none. */

import { signal } from '@preact/signals';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Added } from '#session/library/contract';
import { forgetOnceSafe } from '#session/system/shared';
import { held, settled } from '../held';

const KEY = new Request('http://localhost/shared/1-0/panda.jpg');
const OTHER = new Request('http://localhost/shared/2-0/shared-meanwhile.jpg');

let here: Set<Request>;

beforeEach(() => {
  here = new Set([KEY, OTHER]);
  vi.stubGlobal('caches', { open: async () => ({ delete: async (key: Request) => here.delete(key) }) });
});
afterEach(() => vi.unstubAllGlobals());

const NONE_WAITS = { done: 5, failed: 1, total: 6 };

test('those for something else are forgotten at once', async () => {
  await forgetOnceSafe([KEY], null, signal(NONE_WAITS));
  expect([...here]).toEqual([OTHER]);
});

test('those for the library are forgotten once copies are kept', async () => {
  const added = held<Added>();
  const forgotten = forgetOnceSafe([KEY], added.promise, signal({ done: 0, failed: 0, total: 1 }));
  await settled();
  expect(here.size).toBe(2);
  added.resolve('kept');
  await forgotten;
  expect([...here]).toEqual([OTHER]);
});

test('those of which no copy is kept stay until they are indexed', async () => {
  const indexing = signal({ done: 5, failed: 0, total: 7 });
  const forgotten = forgetOnceSafe([KEY], Promise.resolve('waiting'), indexing);
  await settled();
  indexing.value = { done: 6, failed: 0, total: 7 };
  await settled();
  expect(here.size).toBe(2);
  indexing.value = { done: 6, failed: 1, total: 7 };
  await forgotten;
  expect([...here]).toEqual([OTHER]);
});

test('those that could not be added stay', async () => {
  await forgetOnceSafe([KEY], Promise.resolve('failed'), signal(NONE_WAITS));
  expect(here.size).toBe(2);
});
