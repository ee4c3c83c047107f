/** The WebGPU build of onnxruntime-web: 27 MB, downloaded only if WebGPU is tried. */

import moduleUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import binary from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?verified';
import type { InferenceSession } from 'onnxruntime-web/wasm';
import { env, InferenceSession as Sessions } from 'onnxruntime-web/webgpu';
import { RuntimeBinary } from './binary';

const runtime = new RuntimeBinary(binary);

/** @param weights external weights, under the paths that the graph names */
export function startWebGpu(
  graph: Uint8Array,
  weights: readonly { path: string; data: Uint8Array }[],
): Promise<InferenceSession> {
  env.wasm.wasmPaths = { mjs: new URL(moduleUrl, self.location.href).href };
  // The graphics processor does the work.
  env.wasm.numThreads = 1;
  return runtime.within(env.wasm, () =>
    Sessions.create(graph, {
      executionProviders: ['webgpu'],
      externalData: weights,
      graphOptimizationLevel: 'all',
    }),
  );
}
