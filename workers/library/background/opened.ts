/** Opens a worker that looks at pictures. */

import { asProblem } from '#core/errors';
import { encoderThreads } from '#workers/encode/contract';
import type { RunningWorker } from '#workers/shared/running';
import { thriftHere } from '../encoding/thrift';

/** A picture that takes longer hangs: a page of small lines, or a group of fifty, takes half a minute on a slow phone. */
export const MOST_MS = 120_000;

/**
 * @param open called with the number of threads that the worker may use
 * @throws Problem of `open`, else `encoder-failed`; the worker is ended then
 */
export async function opened<W>(
  worker: RunningWorker<W>,
  open: (threads: number) => Promise<unknown>,
): Promise<RunningWorker<W>> {
  try {
    await open(Math.min(encoderThreads(), thriftHere().threads));
    return worker;
  } catch (error) {
    worker.end();
    throw asProblem(error, 'encoder-failed');
  }
}
