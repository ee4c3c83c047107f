/** One encode worker with an image encoder open in it. */

import { type Remote, wrap } from 'comlink';
import type { Backend, ImageEncoder } from '#core/space';
import type { EncodeWorker } from '#workers/encode/contract';

export interface StartedEncoder {
  worker: Worker;
  remote: Remote<EncodeWorker>;
  backend: Backend;
}

/** @throws Problem `model-missing`, `model-unsupported`, `encoder-failed` */
export async function startEncoder(
  encoder: ImageEncoder,
  dimension: number,
  backend: Backend,
  threads: number,
): Promise<StartedEncoder> {
  const worker = new Worker(new URL('../../encode/worker.ts', import.meta.url), { type: 'module' });
  const remote = wrap<EncodeWorker>(worker);
  try {
    await remote.openImage(encoder, dimension, backend, threads);
    return { worker, remote, backend };
  } catch (error) {
    worker.terminate();
    throw error;
  }
}
