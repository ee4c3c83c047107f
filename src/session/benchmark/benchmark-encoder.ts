/** A separate encoder worker for measurements: opened, self-tested, and terminated afterwards. */

import { asProblem } from '#core/errors';
import type { Backend, ImageEntry, TextEntry } from '#core/space';
import { type EncodeWorker, encoderThreads } from '#workers/encode/contract';
import { spawnEncoder } from '../workers';
import type { BenchmarkFailure } from './contract';

export function isImage(encoder: ImageEntry | TextEntry): encoder is ImageEntry {
  return 'backends' in encoder;
}

/**
 * Runs `measure` on a freshly spawned encoder, and terminates it afterwards.
 * @throws Problem with the reason if the encoder cannot be opened, or whatever `measure` throws
 */
export async function withEncoder<T>(
  encoder: ImageEntry | TextEntry,
  dimension: number,
  backend: Backend,
  measure: (opened: Pick<EncodeWorker, 'probe'>) => Promise<T>,
): Promise<T> {
  const worker = spawnEncoder();
  try {
    if (isImage(encoder)) {
      await worker.encoder.openImage(encoder, dimension, backend, encoderThreads());
      await worker.encoder.selfTest(null);
    } else {
      await worker.encoder.openText(encoder, dimension, backend === 'tower' ? backend : 'wasm', 1);
    }
    return await measure(worker.encoder);
  } finally {
    worker.dismiss();
  }
}

/** Converts an error into the report's entry for a failed measurement. */
export function failureOf(error: unknown): BenchmarkFailure {
  const { code, message } = asProblem(error);
  return { code, detail: message };
}
