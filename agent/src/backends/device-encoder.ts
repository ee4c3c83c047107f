/** Image encoder on a device with its own memory: bytes in, one picture a run, unit vectors out. */

import type { Bytes, Device, Tensor } from './device';
import type { Encoder, EncoderInfo, IoTensor } from './encoder';
import { type Contract, fit, layoutOf } from './fit';
import { planes, unitRow } from './normalise';

export class DeviceEncoder implements Encoder {
  private readonly output: Tensor;

  /** @throws Error if the model does not match the manifest; the device is closed then */
  constructor(
    private readonly device: Device,
    private readonly model: Contract,
  ) {
    try {
      this.output = fit(device.inputs, device.outputs, model);
    } catch (error) {
      device.close();
      throw error;
    }
  }

  info(): EncoderInfo {
    const { facts, inputs, outputs } = this.device;
    const row = ({ name, dtype, shape, bytes }: Tensor): IoTensor => ({
      name,
      dtype,
      shape,
      bytes,
      layout: layoutOf(shape),
    });
    const { dimension } = this.model.output;
    return {
      ...facts,
      inputs: inputs.map(row),
      outputs: outputs.map(row),
      dimension,
      size: this.model.input.size,
    };
  }

  encode(pixels: Uint8Array, count: number): Float32Array {
    const { dimension } = this.model.output;
    const { size } = this.model.input;
    const vectors = new Float32Array(count * dimension);
    for (let i = 0; i < count; i++) {
      const picture = pixels.subarray(i * size * size * 3, (i + 1) * size * size * 3);
      const row = vectors.subarray(i * dimension, (i + 1) * dimension);
      this.device.compute(
        (input) => this.fill(input, picture),
        this.output,
        (bytes) => unitRow(new Float32Array(bytes.buffer), row),
      );
    }
    return vectors;
  }

  close(): void {
    this.device.close();
  }

  /** Writes straight into the device's memory: next to a run of 4 ms, another copy would be noticeable. */
  private fill(input: Bytes, picture: Uint8Array): void {
    const { dtype, layout, size, norm } = this.model.input;
    if (dtype === 'f32') planes(picture, 1, size, norm, new Float32Array(input.buffer));
    else input.set(layout === 'nhwc' ? picture : planes(picture, 1, size, norm));
  }
}
