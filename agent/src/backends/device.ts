/** A neural processor with one model loaded, as the backends axengine and axcl offer it alike. */

import type { EncoderInfo } from './encoder';

export type DataType = 'u8' | 'f32' | `type ${number}`;

/** An input or output of a model, as the runtime tells it. */
export interface Tensor {
  name: string;
  /** May hold 0 or -1 where the model does not say. */
  shape: number[];
  dtype: DataType;
  bytes: number;
  /** 'rgb', 'bgr'; null if nothing is said of colours. */
  colour: string | null;
  /** Whether its values lie one after the other. */
  dense: boolean;
}

export type DeviceFacts = Pick<EncoderInfo, 'backend' | 'versions' | 'modelType' | 'memory'>;

export interface Device {
  readonly inputs: Tensor[];
  readonly outputs: Tensor[];
  readonly facts: DeviceFacts;
  /**
   * One run: fills the input, waits until it is done, and hands over an output.
   * @param fill writes all bytes of the first input
   * @param take reads the bytes of this output; they are only valid meanwhile
   * @throws Error of the call that failed; the next run may succeed
   */
  compute(fill: (input: Bytes) => void, output: Tensor, take: (bytes: Bytes) => void): void;
  /**
   * Takes back every step, the last one first, also if one of them fails. May be called again.
   * @throws Error the first that failed
   */
  close(): void;
}

export type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Takes back what was done, the last first.
 * @returns what failed of it
 */
export function takeBack(undo: (() => void)[]): Error[] {
  const failures: Error[] = [];
  for (let step = undo.pop(); step; step = undo.pop()) {
    try {
      step();
    } catch (error) {
      failures.push(error as Error);
    }
  }
  return failures;
}

/** What a call writes through a pointer to 64 bits. */
export function given(call: (out: BigUint64Array) => void): bigint {
  const out = new BigUint64Array(new ArrayBuffer(8));
  call(out);
  return out[0] as bigint;
}
