/** What an encode worker offers. One worker holds one encoder, so a query never waits behind photos. */

import type { Backend, ImageEntry, TextBackend, TextEntry, Timing } from '#core/space';
import type { GraphicsPace } from '#models/forecast';

export interface EncodeWorker {
  /** Returns the backends of this device that may run an encoder, WASM first. */
  backendCandidates(encoder: ImageEntry): Promise<Backend[]>;
  /**
   * Loads an image encoder whose files are in the store.
   * @param dimension of the space
   * @param threads number of threads on WASM; 1 if the page is not cross-origin isolated
   * @throws Problem `model-missing`, `model-unsupported`, `encoder-failed`
   */
  openImage(encoder: ImageEntry, dimension: number, backend: Backend, threads: number): Promise<void>;
  /**
   * Makes the 8-bit build of an image encoder whose files are in the store, and loads it on WASM. Stores nothing.
   * @param build entry of the build; its home is this device
   * @param source entry that it is made from
   * @param progress called with the share of the matrices that are done, 0..1
   * @returns the build's graph
   * @throws Problem `model-missing`, `model-damaged` if the source's graph differs from its entry,
   *   `model-unsupported`, `encoder-failed`
   */
  makeImage(
    build: ImageEntry,
    source: ImageEntry,
    dimension: number,
    threads: number,
    progress: (share: number) => void,
  ): Promise<Uint8Array<ArrayBuffer>>;
  /** Fetches the code of a text encoder that is not known yet, and starts its runtime. Only a dead worker rejects. */
  warm(backend: TextBackend): Promise<void>;
  /** Loads a text encoder whose files are in the store; otherwise as `openImage`. */
  openText(encoder: TextEntry, dimension: number, backend: TextBackend, threads: number): Promise<void>;
  /**
   * @param pixels count x size x size x 3 bytes, RGB, rows top to bottom
   * @returns count x dimension: unit-length embeddings
   * @throws Problem `encoder-failed`
   */
  images(pixels: Uint8Array, count: number): Promise<Float32Array<ArrayBuffer>>;
  /**
   * @returns texts x dimension: unit-length embeddings
   * @throws Problem `encoder-failed`
   */
  texts(texts: readonly string[]): Promise<Float32Array<ArrayBuffer>>;
  /**
   * Embeds the golden pictures alone and two as a batch, and compares the results.
   * @param expected their embeddings from another backend of this device; null if there is no other
   * @returns their embeddings, pictures x dimension
   * @throws Problem `encoder-failed` with what disagrees
   */
  selfTest(expected: Float32Array | null): Promise<Float32Array<ArrayBuffer>>;
  /**
   * Embeds the first golden picture, for an encoder whose backend has passed its self-test here before.
   * @throws Problem `encoder-failed` with what disagrees
   */
  recheck(): Promise<void>;
  /** Times one picture or one short text: three warm-up runs, then ten timed ones. */
  probe(): Promise<Probe>;
  /**
   * Measures the graphics processor, in a second at most; no encoder need be open.
   * @returns null without one that encoders may use, and if it fails
   */
  measureGraphics(): Promise<GraphicsPace | null>;
}

export interface Probe {
  timing: Timing;
  /**
   * Milliseconds of processor time a picture, the median, as far as a page can know it: the time of each thread that
   * shares the run. On WebGPU only the time until the worker has handed it over: the graphics processor, and the
   * browser's process that drives it, are not in it. Null of a text.
   */
  processor: number | null;
}

/** Returns the backends that may run a text encoder on any device, WASM first. */
export function textBackends({ precision }: Pick<TextEntry, 'precision'>): TextBackend[] {
  return precision === 'q8' ? ['wasm', 'tower'] : ['wasm'];
}

/**
 * Whether there is memory that threads share. Browsers give it to cross-origin isolated pages alone, and WebKitGTK not
 * even to them.
 */
export function sharesMemory(): boolean {
  return self.crossOriginIsolated && 'SharedArrayBuffer' in self;
}

/** onnxruntime-web gains little from more threads. */
const MOST_THREADS = 4;

/** Returns the number of threads for an image encoder on this device. @param shared whether threads can share memory */
export function encoderThreads(cores = navigator.hardwareConcurrency || 2, shared = sharesMemory()): number {
  return shared ? Math.min(MOST_THREADS, cores) : 1;
}
