/** Starts an encode worker with an image encoder open in it. */

import type { Backend, ImageEntry, Space } from '#core/space';
import { type EncodeWorker, encoderThreads } from '#workers/encode/contract';
import { type RunningWorker, run } from '#workers/shared/running';
import { thisTab } from '#workers/shared/tab';
import { thriftHere } from './thrift';

/** The fields of a target that opening its encoder needs. */
export interface EncoderOf {
  encoder: ImageEntry;
  space: Pick<Space, 'dimension'>;
}

export interface StartedEncoder {
  worker: RunningWorker<EncodeWorker>;
  backend: Backend;
}

/** @throws Problem `model-missing`, `model-unsupported`, `encoder-failed` */
export async function startEncoder({ encoder, space }: EncoderOf, backend: Backend): Promise<StartedEncoder> {
  const worker = run<EncodeWorker>(
    new Worker(new URL('../../encode/worker.ts', import.meta.url), { type: 'module', name: thisTab }),
  );
  try {
    const threads = Math.min(encoderThreads(), thriftHere().threads);
    await worker.remote.openImage(encoder, space.dimension, backend, threads);
    return { worker, backend };
  } catch (error) {
    worker.end();
    throw error;
  }
}
