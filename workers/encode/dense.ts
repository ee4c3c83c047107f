/** Token states -> one vector per text: their mean, then a linear layer from a file beside the graph. */

import { Problem } from '#core/errors';
import { readingModel } from '#core/reading-model';

/** Weights of a linear layer, outputs x inputs. */
export interface Dense {
  weights: Float32Array;
  inputs: number;
  outputs: number;
}

interface SafetensorsEntry {
  dtype?: string;
  shape?: number[];
  data_offsets?: [number, number];
}

/**
 * Reads the one matrix of a safetensors file: eight bytes of header length, a JSON header, then the numbers.
 * @throws Problem `model-unsupported`
 */
export function readDense(file: Uint8Array<ArrayBuffer>): Dense {
  if (file.length < 8) throw new Problem('model-unsupported', 'The dense layer is empty.');
  const header = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
  if (header > file.length - 8) throw new Problem('model-unsupported', 'The dense layer is broken off.');
  const { shape, data_offsets } = readingModel('The dense layer', () =>
    matrixOf(file.subarray(8, 8 + header)),
  );
  const [outputs = 0, inputs = 0] = shape ?? [];
  const [from = 0, to = 0] = data_offsets ?? [];
  // Copied for alignment: in the file, the numbers need not begin at a multiple of four bytes.
  const bytes = file.slice(8 + header + from, 8 + header + to);
  if (bytes.length === 0 || bytes.length !== outputs * inputs * 4) {
    throw new Problem('model-unsupported', 'The dense layer has another size than it says.');
  }
  return { weights: new Float32Array(bytes.buffer), inputs, outputs };
}

function matrixOf(header: Uint8Array): SafetensorsEntry {
  const json: Record<string, SafetensorsEntry> = JSON.parse(new TextDecoder().decode(header));
  const entries = Object.entries(json).filter(([name]) => name !== '__metadata__');
  const [matrix] = entries.map(([, entry]) => entry);
  const isPair = (values?: unknown[]) => values?.length === 2 && values.every(Number.isInteger);
  if (
    !matrix ||
    !isPair(matrix.shape) ||
    !isPair(matrix.data_offsets) ||
    entries.length !== 1 ||
    matrix.dtype !== 'F32'
  ) {
    throw new Problem('model-unsupported', 'The dense layer is not one matrix of 32-bit floats.');
  }
  return matrix;
}

/**
 * Returns the mean of each text's token states, multiplied by the dense layer.
 * @param states count x length x dense.inputs
 * @param mask count x length; 1 for a token, 0 for padding
 * @returns count x dense.outputs
 */
export function meanThroughDense(
  states: Float32Array,
  mask: Int32Array,
  length: number,
  dense: Dense,
): Float32Array<ArrayBuffer> {
  const { weights, inputs, outputs } = dense;
  const count = mask.length / length;
  const vectors = new Float32Array(count * outputs);
  for (let text = 0; text < count; text++) {
    const mean = new Float32Array(inputs);
    let tokens = 0;
    for (let token = 0; token < length; token++) {
      if (mask[text * length + token] !== 1) continue;
      tokens++;
      const at = (text * length + token) * inputs;
      for (let i = 0; i < inputs; i++) mean[i] = (mean[i] as number) + (states[at + i] as number);
    }
    for (let o = 0; o < outputs; o++) {
      let sum = 0;
      for (let i = 0; i < inputs; i++) sum += (weights[o * inputs + i] as number) * (mean[i] as number);
      vectors[text * outputs + o] = sum / tokens;
    }
  }
  return vectors;
}
