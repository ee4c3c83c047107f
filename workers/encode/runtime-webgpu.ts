/** The WebGPU build of onnxruntime-web: 27 MB, downloaded only if WebGPU is tried. */

import moduleUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import binaryUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import type { InferenceSession } from 'onnxruntime-web/wasm';
import { env, InferenceSession as Sessions } from 'onnxruntime-web/webgpu';

/** @param weights external weights, under the paths that the graph names */
export async function startWebGpu(
  graph: Uint8Array,
  weights: readonly { path: string; data: Uint8Array }[],
): Promise<InferenceSession> {
  env.wasm.wasmPaths = {
    mjs: new URL(moduleUrl, self.location.href).href,
    wasm: new URL(binaryUrl, self.location.href).href,
  };
  // The graphics processor does the work.
  env.wasm.numThreads = 1;
  return Sessions.create(graph, {
    executionProviders: ['webgpu'],
    externalData: weights,
    graphOptimizationLevel: 'all',
  });
}
