/** What an encode worker offers. One worker holds one tower: a query never waits behind photos. */

import type { Backend, ImageEntry, TextEntry, Timing } from '#core/space';

export interface EncodeWorker {
  /** The backends of this device that may run an encoder, WASM first. */
  offers(encoder: ImageEntry): Promise<Backend[]>;
  /**
   * Loads an image encoder whose files are in the store.
   * @param dimension of the space
   * @param threads how many threads its matrix work may use on WASM; 1 where the page is not isolated
   * @throws Problem `model-missing`, `model-unsupported`, `encoder-failed`
   */
  openImage(encoder: ImageEntry, dimension: number, backend: Backend, threads: number): Promise<void>;
  /** The same for a text encoder; it always runs on WASM, where one text takes milliseconds. */
  openText(encoder: TextEntry, dimension: number, threads: number): Promise<void>;
  /**
   * @param pixels count x size x size x 3 bytes, RGB, rows top to bottom
   * @returns count unit-length embeddings, one after the other
   * @throws Problem `encoder-failed`
   */
  images(pixels: Uint8Array, count: number): Promise<Float32Array<ArrayBuffer>>;
  /**
   * @returns one unit-length embedding a text, one after the other
   * @throws Problem `encoder-failed`
   */
  texts(texts: readonly string[]): Promise<Float32Array<ArrayBuffer>>;
  /**
   * Embeds the golden pictures alone and as a batch, and compares.
   * @param expected what another backend of this device made of them; null if there is none
   * @returns their embeddings, one after the other
   * @throws Problem `encoder-failed` saying what disagrees
   */
  selfTest(expected: Float32Array | null): Promise<Float32Array<ArrayBuffer>>;
  /** Times one picture or one short text: three runs to warm up, then ten. */
  probe(): Promise<Timing>;
}

/** onnxruntime-web gains little from more. */
const MOST_THREADS = 4;

/**
 * Threads of an image encoder's matrix work on this device.
 * @param isolated threads need shared memory, which browsers only give to isolated pages
 */
export function encoderThreads(
  cores = navigator.hardwareConcurrency || 2,
  isolated = self.crossOriginIsolated,
): number {
  return isolated ? Math.min(MOST_THREADS, cores) : 1;
}
