/** Times reading memory, with one worker and with two. */

import { wrap } from 'comlink';
import type { readWorker } from './read-worker';
import { type Contender, race } from './timing';

/** @returns milliseconds to read this many bytes */
export async function measureReading(bytes: number): Promise<Record<string, number>> {
  const contenders: Contender[] = [];
  for (const count of [1, 2]) {
    const workers = Array.from({ length: count }, () =>
      wrap<typeof readWorker>(new Worker(new URL('./read-worker.ts', import.meta.url), { type: 'module' })),
    );
    await Promise.all(workers.map((worker) => worker.open(bytes / count)));
    contenders.push([String(count), () => Promise.all(workers.map((worker) => worker.read()))]);
  }
  return race(contenders, { warmUp: 5, rounds: 20 });
}
