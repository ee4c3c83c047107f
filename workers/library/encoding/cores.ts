/** How the cores of this device are shared between decoding and encoding. */

export interface Cores {
  decoders: number;
  /** Threads of the encoder's matrix work. */
  threads: number;
}

/** onnxruntime-web gains little from more. */
const MOST_THREADS = 4;
const MOST_DECODERS = 4;

/** Threads need shared memory, which browsers only give to isolated pages. */
export function cores(
  count = navigator.hardwareConcurrency || 2,
  isolated = self.crossOriginIsolated,
): Cores {
  return {
    // As many as cores, although the encoder wants them too: measured faster than one fewer.
    decoders: Math.max(1, Math.min(MOST_DECODERS, count)),
    threads: isolated ? Math.min(MOST_THREADS, count) : 1,
  };
}
