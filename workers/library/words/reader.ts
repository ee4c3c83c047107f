/** Starts a words worker. */

import { run } from '#workers/shared/running';
import { thisTab } from '#workers/shared/tab';
import type { WordsWorker } from '#workers/words/contract';
import { MOST_MS, opened } from '../background/opened';
import type { Reader } from './reading';

/** @throws Problem as of `WordsWorker.open` */
export async function startReader(): Promise<Reader> {
  const worker = run<WordsWorker>(
    new Worker(new URL('../../words/worker.ts', import.meta.url), { type: 'module', name: thisTab }),
  );
  const { remote, within, end } = await opened(worker, (threads) => worker.remote.open(threads));
  return {
    hasWords: (picture) => within(MOST_MS, remote.hasWords(picture)),
    read: (picture) => within(MOST_MS, remote.read(picture)),
    end,
  };
}
