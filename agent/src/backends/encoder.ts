/** What every backend offers, and which one a model's name asks for. */

import type { BoxBackend } from '#core/protocol/messages';

/** An input or output of a model, as its runtime tells it. */
export interface IoTensor {
  name: string;
  /** In the runtime's words, e.g. "u8", "float32". */
  dtype: string;
  /** Null if it holds no pictures. */
  layout: 'nhwc' | 'nchw' | null;
  /** -1 where any number goes. */
  shape: number[];
  /** Null if the shape is not fixed. */
  bytes: number | null;
}

/** What `--probe` prints and the welcome needs. */
export interface EncoderInfo {
  backend: BoxBackend;
  /** Of what runs the model, by its name, e.g. { "libax_engine": "V1.45.0" }. */
  versions: Record<string, string>;
  /** E.g. "NPU3"; null if the runtime has no such thing. */
  modelType: string | null;
  inputs: IoTensor[];
  outputs: IoTensor[];
  /** Bytes of contiguous memory (CMM) that the model holds; null if the runtime does not tell. */
  memory: number | null;
  /** Length of a vector. */
  dimension: number;
  /** Edge of a picture in pixels. */
  size: number;
}

export interface Encoder {
  info(): EncoderInfo;
  /**
   * Called again only after the last call is done, always from the same thread.
   * @param pixels count x size x size x 3 bytes, RGB
   * @returns count x dimension, each row of unit length
   * @throws Error with a reason for people; the encoder stays open, and the next call may succeed
   */
  encode(pixels: Uint8Array, count: number): Float32Array | Promise<Float32Array>;
  /** Gives everything back. */
  close(): void | Promise<void>;
}

export interface EncoderOptions {
  /** Path of the model. */
  model: string;
  backend: BoxBackend;
  /** Folder with the NPU's libraries; null: where boards have them. */
  npuLib: string | null;
  /** Threads of the processor (onnx). */
  threads: number;
}

/** Backends by the end of the model's name. */
const SUFFIXES: Record<string, BoxBackend> = { '.onnx': 'onnx', '.axmodel': 'axengine' };

/** Null if the name does not tell. */
export function backendOf(model: string): BoxBackend | null {
  const suffix = Object.keys(SUFFIXES).find((end) => model.endsWith(end));
  return suffix === undefined ? null : (SUFFIXES[suffix] as BoxBackend);
}
