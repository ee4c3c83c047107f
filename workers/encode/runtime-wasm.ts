/** The plain WASM build of onnxruntime-web. */

import moduleUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import binaryUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { env, InferenceSession } from 'onnxruntime-web/wasm';

export async function startWasm(graph: Uint8Array, threads: number): Promise<InferenceSession> {
  // Set here and not when this module loads: transformers.js, which shares this runtime, would
  // otherwise point it at a public server.
  env.wasm.wasmPaths = {
    mjs: new URL(moduleUrl, self.location.href).href,
    wasm: new URL(binaryUrl, self.location.href).href,
  };
  env.wasm.numThreads = threads;
  return InferenceSession.create(graph, {
    executionProviders: ['wasm'],
    graphOptimizationLevel: 'all',
    // Threads that wait by spinning take the cores from the decoders: with them, indexing on two
    // cores took up to 1.8 times as long.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  });
}
