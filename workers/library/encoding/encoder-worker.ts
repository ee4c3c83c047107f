/** Starts an encode worker with an image encoder open in it, and tested. */

import type { Backend, ImageEntry, Space } from '#core/space';
import { type EncodeWorker, encoderThreads } from '#workers/encode/contract';
import { hasHung, type RunningWorker, run } from '#workers/shared/running';
import { thisTab } from '#workers/shared/tab';
import { thriftHere } from './thrift';

/**
 * Watchdog. Firefox, with developer tools or a driver that listens for workers, sometimes hangs in `new Worker` in a
 * worker, and so where the runtime starts its threads. ViT-B/32 opens within a second.
 */
const PATIENCE_MS = 90_000;

/** The fields of a target that opening its encoder needs. */
export interface EncoderOf {
  encoder: ImageEntry;
  space: Pick<Space, 'dimension'>;
}

export interface StartedEncoder {
  worker: RunningWorker<EncodeWorker>;
  backend: Backend;
  /** The embeddings of the golden pictures, of its self-test; of a recheck none. */
  golden: Float32Array;
}

/** What an encoder is tested with when it opens. */
export type Tested =
  /** The self-test, with the embeddings that another backend gave; null if there is no other. */
  | { expected: Float32Array | null }
  /** One picture: this backend has passed the self-test on this device. */
  | 'before';

/** Set once threads have hung: from then on this tab does without. */
let withoutThreads = false;

const threadsHere = () => (withoutThreads ? 1 : Math.min(encoderThreads(), thriftHere().threads));

/**
 * Opens an encoder and tests it; with one thread if it hangs with several.
 * @throws Problem `model-missing`, `model-unsupported`, `encoder-failed`
 */
export async function startEncoder(
  { encoder, space }: EncoderOf,
  backend: Backend,
  tested: Tested,
  spawn: () => RunningWorker<EncodeWorker> = spawnEncode,
): Promise<StartedEncoder> {
  const worker = spawn();
  const { remote } = worker;
  const opening = remote
    .openImage(encoder, space.dimension, backend, threadsHere())
    .then(() => (tested === 'before' ? remote.recheck().then(() => null) : remote.selfTest(tested.expected)));
  try {
    // A graphics device may compile for longer.
    const golden = await (backend !== 'webgpu' ? worker.within(PATIENCE_MS, opening) : opening);
    return { worker, backend, golden: golden ?? new Float32Array() };
  } catch (error) {
    worker.end();
    if (triesOneThread(backend, error)) return startEncoder({ encoder, space }, backend, tested, spawn);
    throw error;
  }
}

/** Whether what has hung may do better without threads. */
export function triesOneThread(backend: Backend, error: unknown): boolean {
  if (backend === 'webgpu' || !hasHung(error) || threadsHere() === 1) return false;
  console.warn('An encoder has hung with threads; from now on there is one.');
  withoutThreads = true;
  return true;
}

function spawnEncode(): RunningWorker<EncodeWorker> {
  return run<EncodeWorker>(
    new Worker(new URL('../../encode/worker.ts', import.meta.url), { type: 'module', name: thisTab }),
  );
}
