/** The picture encoder on the board's NPU. */

import { readFile } from 'node:fs/promises';
import type { Encoder, EncoderInfo, IoTensor } from '../encoder';
import { planes, unitRow } from '../normalise';
import { type Contract, fit, layoutOf } from './fit';
import type { Tensor } from './layout';
import { type AxLibrary, loadLibrary } from './library';
import { Npu, type NpuFacts } from './npu';

export class AxEncoder implements Encoder {
  private constructor(
    private readonly npu: Npu,
    private readonly output: Tensor,
    private readonly model: Contract,
  ) {}

  /**
   * @param path of the .axmodel
   * @param folder with the libraries; null: where boards have them
   * @throws Error in words; nothing stays open then
   */
  static async open(path: string, folder: string | null, model: Contract): Promise<AxEncoder> {
    return AxEncoder.of(await loadLibrary(folder), await readFile(path), model);
  }

  /** The same with a library that is loaded. */
  static of(library: AxLibrary, file: Uint8Array, model: Contract): AxEncoder {
    if (model.input.dtype === 'u8' && model.input.norm !== 'none') {
      throw new Error('A model that takes bytes normalises inside: "norm" in its manifest must be "none".');
    }
    const npu = Npu.open(library, file);
    try {
      return new AxEncoder(npu, fit(npu.inputs, npu.outputs, model), model);
    } catch (error) {
      npu.close();
      throw error;
    }
  }

  /** What the board and the model say of themselves. */
  info(): EncoderInfo {
    const { facts, inputs, outputs } = this.npu;
    const row = ({ name, dtype, shape, bytes }: Tensor): IoTensor => ({
      name,
      dtype,
      shape,
      bytes,
      layout: layoutOf(shape),
    });
    const { dimension } = this.model.output;
    return {
      backend: 'axengine',
      versions: versionsOf(facts),
      modelType: `${facts.modelType === null ? 'of unknown type' : `NPU${facts.modelType + 1}`}, VNPU ${VNPU[facts.hardMode] ?? facts.hardMode}`,
      inputs: inputs.map(row),
      outputs: outputs.map(row),
      memory: facts.cmm,
      dimension,
      size: this.model.input.size,
    };
  }

  /**
   * Encodes one picture after the other; returns when the NPU is done with all.
   * @param pixels count x size x size x 3 bytes, RGB
   * @returns count x dimension, each of unit length
   * @throws AxError of a call that failed; the encoder stays open
   */
  encode(pixels: Uint8Array, count: number): Float32Array {
    const { dimension } = this.model.output;
    const { size } = this.model.input;
    const vectors = new Float32Array(count * dimension);
    for (let i = 0; i < count; i++) {
      const picture = pixels.subarray(i * size * size * 3, (i + 1) * size * size * 3);
      const row = vectors.subarray(i * dimension, (i + 1) * dimension);
      this.npu.compute(
        (input) => input.set(this.asInput(picture)),
        this.output,
        (bytes) => unitRow(new Float32Array(bytes.buffer), row),
      );
    }
    return vectors;
  }

  /** Gives everything back to the board. May be called again. */
  close(): void {
    this.npu.close();
  }

  private asInput(picture: Uint8Array): Uint8Array {
    const { dtype, layout, size, norm } = this.model.input;
    if (dtype === 'u8' && layout === 'nhwc') return picture;
    const values = planes(picture, 1, size, norm);
    return dtype === 'f32' ? new Uint8Array(values.buffer) : Uint8Array.from(values);
  }
}

/** How the NPU is divided. */
const VNPU = ['off', 'STD', 'BIG_LITTLE', 'LITTLE_BIG'];

function versionsOf({ version, toolsVersion }: NpuFacts): Record<string, string> {
  return {
    ...(version !== null && { libax_engine: version }),
    ...(toolsVersion !== null && { 'model compiled by': toolsVersion }),
  };
}
