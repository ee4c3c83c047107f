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
  /** The embeddings of the golden pictures, of its self-test. */
  golden: Float32Array;
}

/** Set once threads have hung: from then on this tab does without. */
let withoutThreads = false;

const threadsHere = () => (withoutThreads ? 1 : Math.min(encoderThreads(), thriftHere().threads));

/**
 * Opens an encoder and tests it; with one thread if it hangs with several.
 * @param expected embeddings that its self-test must give; null if they are not known
 * @throws Problem `model-missing`, `model-unsupported`, `encoder-failed`
 */
export async function startEncoder(
  { encoder, space }: EncoderOf,
  backend: Backend,
  expected: Float32Array | null,
  spawn: () => RunningWorker<EncodeWorker> = spawnEncode,
): Promise<StartedEncoder> {
  const worker = spawn();
  const { remote } = worker;
  const opening = remote
    .openImage(encoder, space.dimension, backend, threadsHere())
    .then(() => remote.selfTest(expected));
  try {
    // A graphics device may compile for longer.
    const golden = await (backend !== 'webgpu' ? worker.within(PATIENCE_MS, opening) : opening);
    return { worker, backend, golden };
  } catch (error) {
    worker.end();
    if (triesOneThread(backend, error)) return startEncoder({ encoder, space }, backend, expected, spawn);
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
