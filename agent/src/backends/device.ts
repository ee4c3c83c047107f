/** Neural processor with one model loaded: the common interface of the backends axengine and axcl. */

import type { EncoderInfo } from './encoder';

export type DataType = 'u8' | 'f32' | `type ${number}`;

/** Input or output of a model, as the runtime reports it. */
export interface Tensor {
  name: string;
  /** Dimensions that the model leaves open may be 0 or -1. */
  shape: number[];
  dtype: DataType;
  bytes: number;
  /** 'rgb' or 'bgr'; null if the runtime does not report it. */
  colour: string | null;
  /** Whether values are contiguous, without strides. */
  dense: boolean;
}

export type DeviceFacts = Pick<EncoderInfo, 'backend' | 'versions' | 'modelType' | 'memory'>;

export interface Device {
  readonly inputs: Tensor[];
  readonly outputs: Tensor[];
  readonly facts: DeviceFacts;
  /**
   * Fills the input, blocks until the run is done, and passes on an output.
   * @param fill writes all bytes of the first input
   * @param take reads the bytes of this output, which are valid only during the callback
   * @throws Error of the call that failed; the next run may succeed
   */
  compute(fill: (input: Bytes) => void, output: Tensor, take: (bytes: Bytes) => void): void;
  /**
   * Undoes every step in reverse order, even if one of them fails. Idempotent.
   * @throws Error the first failure
   */
  close(): void;
}

export type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Undoes all steps in reverse order, and empties the list.
 * @returns errors of the steps that failed
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

/** Returns the 64 bits that a call writes through a pointer. */
export function given(call: (out: BigUint64Array) => void): bigint {
  const out = new BigUint64Array(new ArrayBuffer(8));
  call(out);
  return out[0] as bigint;
}
