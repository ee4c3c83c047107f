/** The last step of both encoders: the output tensor, checked and of unit length. */

import type { Tensor } from 'onnxruntime-web/wasm';
import { Problem } from '#core/errors';
import { normalise } from '#core/vector';

/**
 * @param tensor float32 [count, dimension]
 * @throws Problem `encoder-failed` where it has another shape, or a row is zero or not finite
 */
export function embeddingsOf(
  tensor: Tensor | undefined,
  count: number,
  dimension: number,
): Float32Array<ArrayBuffer> {
  if (tensor?.type !== 'float32' || tensor.size !== count * dimension) {
    const found = tensor ? `${tensor.type} [${tensor.dims}]` : 'nothing';
    throw new Problem('encoder-failed', `The encoder gave ${found} instead of [${count}, ${dimension}].`);
  }
  const rows = new Float32Array(tensor.data as Float32Array);
  for (let row = 0; row < count; row++) {
    if (!normalise(rows.subarray(row * dimension, (row + 1) * dimension))) {
      throw new Problem('encoder-failed', `Row ${row} of the encoder's output is no vector.`);
    }
  }
  return rows;
}
