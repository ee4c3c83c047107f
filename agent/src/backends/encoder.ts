/** Interface of all backends, and the backend that a model's file name implies. */

import type { BoxBackend } from '#core/protocol/messages';

/** Input or output of a model, as its runtime reports it. */
export interface IoTensor {
  name: string;
  /** Name of the type in the runtime, e.g. "u8", "float32". */
  dtype: string;
  /** Null if the shape is not that of pictures. */
  layout: 'nhwc' | 'nchw' | null;
  /** -1 for a dimension of any length. */
  shape: number[];
  /** Null if the shape is not fixed; with onnx also for types other than float32. */
  bytes: number | null;
}

/** Properties of an open encoder, for `--probe` and the welcome. */
export interface EncoderInfo {
  backend: BoxBackend;
  /** Versions of runtime and compiler, by name, e.g. { "libax_engine": "V1.45.0" }. */
  versions: Record<string, string>;
  /** E.g. "NPU3, VNPU off"; null if the runtime has no model types. */
  modelType: string | null;
  inputs: IoTensor[];
  outputs: IoTensor[];
  /** Bytes of contiguous memory (CMM) that the model holds; null if the runtime does not report it. */
  memory: number | null;
  /** Length of a vector. */
  dimension: number;
  /** Edge of a picture in pixels. */
  size: number;
}

export interface Encoder {
  info(): EncoderInfo;
  /**
   * Calls come one at a time, always from the same thread.
   * @param pixels count x size x size x 3 bytes, RGB
   * @returns count x dimension, each row of unit length
   * @throws Error with a readable message; the encoder stays open, and the next call may succeed
   */
  encode(pixels: Uint8Array, count: number): Float32Array | Promise<Float32Array>;
  /** Releases all resources. */
  close(): void | Promise<void>;
}

export interface EncoderOptions {
  /** Path of the model. */
  model: string;
  backend: BoxBackend;
  /** Folder with the NPU's libraries; null for the default folders. */
  npuLib: string | null;
  /** CPU threads (onnx). */
  threads: number;
}

/** Backends by file name suffix of the model. */
const SUFFIXES: Record<string, BoxBackend> = { '.onnx': 'onnx', '.axmodel': 'axengine' };

/** Returns the backend that the file name implies; null for other suffixes. */
export function backendOf(model: string): BoxBackend | null {
  const suffix = Object.keys(SUFFIXES).find((end) => model.endsWith(end));
  return suffix === undefined ? null : (SUFFIXES[suffix] as BoxBackend);
}
