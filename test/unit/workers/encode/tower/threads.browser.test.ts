/** Threads share the steps of a run; that must not show in its result. */

import { afterAll, expect, test } from 'vitest';
import { run } from '#workers/shared/running';
import type { RunsWorker } from './runs-worker';

const { remote, end } = run<RunsWorker>(
  new Worker(new URL('./runs-worker.ts', import.meta.url), { type: 'module' }),
);
afterAll(end);

test.each(['fp32', 'q8'] as const)(
  'one, two and four threads give the same vectors (%s)',
  async (precision) => {
    for (const [one, ...others] of await remote.vectors(precision, [1, 2, 4], 60, 0)) {
      expect(one?.some((value) => value !== 0)).toBe(true);
      for (const other of others) expect(other).toEqual(one);
    }
  },
);

test('a run wakes threads that sleep', async () => {
  // Far longer than a thread looks before it sleeps.
  for (const [one, two] of await remote.vectors('q8', [1, 2], 4, 50)) expect(two).toEqual(one);
});
