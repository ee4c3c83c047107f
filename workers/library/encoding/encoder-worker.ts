/** One encode worker with an image encoder open in it. */

import type { Backend, ImageEncoder } from '#core/space';
import type { EncodeWorker } from '#workers/encode/contract';
import { type RunningWorker, run } from '#workers/shared/running';

export interface StartedEncoder {
  worker: RunningWorker<EncodeWorker>;
  backend: Backend;
}

/** @throws Problem `model-missing`, `model-unsupported`, `encoder-failed` */
export async function startEncoder(
  encoder: ImageEncoder,
  dimension: number,
  backend: Backend,
  threads: number,
): Promise<StartedEncoder> {
  const worker = run<EncodeWorker>(
    new Worker(new URL('../../encode/worker.ts', import.meta.url), { type: 'module' }),
  );
  try {
    await worker.remote.openImage(encoder, dimension, backend, threads);
    return { worker, backend };
  } catch (error) {
    worker.end();
    throw error;
  }
}
