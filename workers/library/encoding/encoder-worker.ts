/** Starts an encode worker with an image encoder open in it. */

import type { Backend, ImageEntry, Space } from '#core/space';
import { type EncodeWorker, encoderThreads } from '#workers/encode/contract';
import { hasHung, type RunningWorker, run } from '#workers/shared/running';
import { thisTab } from '#workers/shared/tab';
import { thriftHere } from './thrift';

/**
 * Watchdog: threads that never start would be waited for without end. ViT-B/32 opens within a second. (Firefox was seen
 * to open no encoder for minutes, idle, with one thread too: the cause of that is not known.)
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
}

/** Set once threads have hung: from then on this tab does without. */
let withoutThreads = false;

/**
 * Opens it with one thread if it hangs with several.
 * @throws Problem `model-missing`, `model-unsupported`, `encoder-failed`
 */
export async function startEncoder(
  { encoder, space }: EncoderOf,
  backend: Backend,
  spawn: () => RunningWorker<EncodeWorker> = spawnEncode,
): Promise<StartedEncoder> {
  const worker = spawn();
  const threads = withoutThreads ? 1 : Math.min(encoderThreads(), thriftHere().threads);
  const opening = worker.remote.openImage(encoder, space.dimension, backend, threads);
  // A graphics device may compile for longer than it is worth waiting for threads.
  const watched = threads > 1 && backend === 'wasm';
  try {
    await (watched ? worker.within(PATIENCE_MS, opening) : opening);
    return { worker, backend };
  } catch (error) {
    worker.end();
    if (!watched || !hasHung(error)) throw error;
    console.warn(`${encoder.id} was not opened with ${threads} threads within ${PATIENCE_MS / 1000} s.`);
    withoutThreads = true;
    return startEncoder({ encoder, space }, backend, spawn);
  }
}

function spawnEncode(): RunningWorker<EncodeWorker> {
  return run<EncodeWorker>(
    new Worker(new URL('../../encode/worker.ts', import.meta.url), { type: 'module', name: thisTab }),
  );
}
