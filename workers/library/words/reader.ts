/** Starts a words worker. */

import { asProblem } from '#core/errors';
import { encoderThreads } from '#workers/encode/contract';
import { run } from '#workers/shared/running';
import { thisTab } from '#workers/shared/tab';
import type { WordsWorker } from '#workers/words/contract';
import { thriftHere } from '../encoding/thrift';
import type { Reader } from './reading';

/** A picture that takes longer hangs: a page full of small lines takes half a minute on a slow phone. */
const MOST_MS = 120_000;

/** @throws Problem as of `WordsWorker.open` */
export async function startReader(): Promise<Reader> {
  const worker = run<WordsWorker>(
    new Worker(new URL('../../words/worker.ts', import.meta.url), { type: 'module', name: thisTab }),
  );
  try {
    await worker.remote.open(Math.min(encoderThreads(), thriftHere().threads));
  } catch (error) {
    worker.end();
    throw asProblem(error, 'encoder-failed');
  }
  return {
    hasWords: (picture) => worker.within(MOST_MS, worker.remote.hasWords(picture)),
    read: (picture) => worker.within(MOST_MS, worker.remote.read(picture)),
    end: () => worker.end(),
  };
}
