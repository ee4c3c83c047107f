/** The last step of both encoders: checks the output tensor and normalises its rows to unit length. */

import type { Tensor } from 'onnxruntime-web/wasm';
import { Problem } from '#core/errors';
import { normalise, rowOf } from '#core/vector';
import { floatsOfHalves } from './half';

/** What of a tensor is read here. */
export type OutputTensor = Pick<Tensor, 'type' | 'dims' | 'data'>;

/**
 * @param tensor float32 or float16 [count, width]
 * @param width of the output; if it exceeds the dimension, the first numbers of each row are kept
 * @returns count x dimension: unit-length embeddings
 * @throws Problem `encoder-failed` if the tensor has another shape, or a row is zero or not finite
 */
export function embeddingsOf(
  tensor: OutputTensor | undefined,
  count: number,
  dimension: number,
  width = dimension,
): Float32Array<ArrayBuffer> {
  const { dims = [] } = tensor ?? {};
  if (dims.length !== 2 || dims[0] !== count || dims[1] !== width) {
    throw new Problem('encoder-failed', `The encoder gave [${dims}] instead of [${count}, ${width}].`);
  }
  const given = floatsOf(tensor as OutputTensor);
  const rows = width === dimension ? given : firstOf(given, count, width, dimension);
  for (let row = 0; row < count; row++) assertUnit(rowOf(rows, row, dimension), row);
  return rows;
}

/** Truncates rows of `width` to `dimension` numbers. */
function firstOf(
  rows: Float32Array,
  count: number,
  width: number,
  dimension: number,
): Float32Array<ArrayBuffer> {
  const kept = new Float32Array(count * dimension);
  for (let row = 0; row < count; row++) {
    kept.set(rows.subarray(row * width, row * width + dimension), row * dimension);
  }
  return kept;
}

function assertUnit(vector: Float32Array, row: number): void {
  if (!normalise(vector)) {
    throw new Problem('encoder-failed', `Row ${row} of the encoder's output is no vector.`);
  }
}

/**
 * Copies a tensor's numbers to 32-bit floats.
 * @throws Problem `encoder-failed` if the tensor holds another type than floats
 */
export function floatsOf({ type, data }: OutputTensor): Float32Array<ArrayBuffer> {
  if (type === 'float32') return new Float32Array(data as Float32Array);
  if (type !== 'float16') throw new Problem('encoder-failed', `The encoder gave ${type}.`);
  // In browsers without Float16Array, half floats arrive as their bits.
  return data instanceof Uint16Array
    ? floatsOfHalves(data)
    : Float32Array.from(data as unknown as ArrayLike<number>);
}
