/** What an encode worker offers. One worker holds one tower: a query never waits behind photos. */

import type { Tower } from '#core/space';

export interface EncodeWorker {
  /**
   * Fetches, verifies and stores all files of a model, so that it can be opened without a network.
   * @throws Problem `network`, `model-damaged`, `disk-full`
   */
  store(model: string): Promise<void>;
  /**
   * Fetches (first time), verifies and loads one tower of a model of the catalogue.
   * @param threads how many threads its matrix work may use; 1 where the page is not isolated
   * @throws Problem `network`, `model-damaged`, `model-unsupported`, `disk-full`
   */
  open(model: string, tower: Tower, threads: number): Promise<void>;
  /**
   * @param pixels count x 224 x 224 x 3 bytes, RGB, rows top to bottom
   * @returns count unit-length embeddings, one after the other
   * @throws Problem `encoder-failed`
   */
  images(pixels: Uint8Array, count: number): Promise<Float32Array<ArrayBuffer>>;
  /**
   * @returns one unit-length embedding a text, one after the other
   * @throws Problem `encoder-failed`
   */
  texts(texts: readonly string[]): Promise<Float32Array<ArrayBuffer>>;
}

/** What encode workers tell everybody while files of a model are on their way. */
export const MODEL_CHANNEL = 'mitsuke-models';

export interface ModelProgress {
  model: string;
  tower: Tower;
  /** Bytes of this tower's files that are here. */
  loaded: number;
}
