/** An encoder of its own for measurements: opened, checked, and gone afterwards. */

import { asProblem } from '#core/errors';
import type { Backend, ImageEntry, TextEntry } from '#core/space';
import { type EncodeWorker, encoderThreads } from '#workers/encode/contract';
import { spawnEncoder } from '../workers';
import type { BenchmarkFailure } from './contract';

export function isImage(encoder: ImageEntry | TextEntry): encoder is ImageEntry {
  return 'backends' in encoder;
}

/** @throws Problem with the reason why it does not open, or whatever `measure` throws */
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
      await worker.encoder.openText(encoder, dimension, 1);
    }
    return await measure(worker.encoder);
  } finally {
    worker.dismiss();
  }
}

/** What the report says of a measurement that was not possible. */
export function failureOf(error: unknown): BenchmarkFailure {
  const { code, message } = asProblem(error);
  return { code, detail: message };
}
