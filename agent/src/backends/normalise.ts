/** Normalisation around an encoder: pixels before it, vectors after it. */

import { toPixelValues } from '#core/preprocess';

/** Normalisations with a name. */
export const NORMS = ['none', 'unit', 'half', 'clip'] as const;

/**
 * Normalisation of bytes before encoding: `none`; `unit`, to 0..1; `half`, to -1..1; `clip`, CLIP's mean and
 * standard deviation; or the model's own mean and standard deviation, for values of 0..1.
 */
export type Norm = (typeof NORMS)[number] | { mean: Triple; std: Triple };
type Triple = [number, number, number];

const NAMED: Record<Extract<Norm, string>, { rescale: number; mean: Triple; std: Triple }> = {
  none: { rescale: 1, mean: [0, 0, 0], std: [1, 1, 1] },
  unit: { rescale: 1 / 255, mean: [0, 0, 0], std: [1, 1, 1] },
  half: { rescale: 1 / 255, mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] },
  clip: {
    rescale: 1 / 255,
    mean: [0.48145466, 0.4578275, 0.40821073],
    std: [0.26862954, 0.26130258, 0.27577711],
  },
};

/**
 * Normalises pixels and splits them into colour planes.
 * @param pixels count x size x size x 3 bytes, RGB
 * @param into receives the result; allocated by default
 * @returns count x 3 x size x size floats
 */
export function planes(
  pixels: Uint8Array,
  count: number,
  size: number,
  norm: Norm,
  into?: Float32Array<ArrayBuffer>,
): Float32Array<ArrayBuffer> {
  const how = typeof norm === 'string' ? NAMED[norm] : { rescale: 1 / 255, ...norm };
  return toPixelValues(pixels, count, { size, ...how }, into);
}

/**
 * Copies a vector and scales it to unit length.
 * @throws Error if a value is not finite, or all are zero
 */
export function unitRow(from: Float32Array, into: Float32Array): void {
  let sum = 0;
  for (const value of from) sum += value * value;
  const length = Math.sqrt(sum);
  if (!Number.isFinite(length) || length === 0)
    throw new Error('The encoder gave a vector without a direction.');
  for (let i = 0; i < into.length; i++) into[i] = (from[i] as number) / length;
}
