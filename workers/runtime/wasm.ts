/** The plain WASM build of onnxruntime-web. */

import moduleUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import binary from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?verified';
import { env, InferenceSession } from 'onnxruntime-web/wasm';
import { RuntimeBinary } from './binary';

/** The smallest possible graph, "x -> Identity -> y" on one float: a session of it starts the runtime. */
const NOTHING_TO_DO = Uint8Array.from([
  ...[0x08, 8], // ir_version
  ...[0x42, 2, 0x10, 13], // opset_import
  ...[0x3a, 55], // graph
  ...[0x0a, 16, 0x0a, 1, 0x78, 0x12, 1, 0x79, 0x22, 8, ...new TextEncoder().encode('Identity')],
  ...[0x12, 1, 0x67], // its name
  ...[0x5a, 15, 0x0a, 1, 0x78, 0x12, 10, 0x0a, 8, 8, 1, 0x12, 4, 0x0a, 2, 8, 1], // input: float [1]
  ...[0x62, 15, 0x0a, 1, 0x79, 0x12, 10, 0x0a, 8, 8, 1, 0x12, 4, 0x0a, 2, 8, 1], // output: float [1]
]);

const runtime = new RuntimeBinary(binary);

/**
 * Compiles the runtime and starts its threads. This takes as long as reading a model from the store, so both
 * are done at the same time.
 */
export async function warmUp(threads: number): Promise<void> {
  const session = await runtime.within(env.wasm, () => {
    configure(threads);
    return InferenceSession.create(NOTHING_TO_DO);
  });
  await session.release();
}

/** @param weights external weights, under the paths that the graph names */
export function startWasm(
  graph: Uint8Array,
  threads: number,
  weights: readonly { path: string; data: Uint8Array }[] = [],
): Promise<InferenceSession> {
  return runtime.within(env.wasm, () => {
    configure(threads);
    return InferenceSession.create(graph, {
      executionProviders: ['wasm'],
      externalData: weights,
      graphOptimizationLevel: 'all',
      // Waiting threads that spin take the cores from the decoders: with spinning, indexing on two cores took
      // up to 1.8 times as long.
      extra: { session: { intra_op: { allow_spinning: '0' } } },
    });
  });
}

function configure(threads: number): void {
  // Set here and not when this module loads: transformers.js, which shares this runtime, would otherwise
  // overwrite it with the address of a public server.
  env.wasm.wasmPaths = { mjs: new URL(moduleUrl, self.location.href).href };
  env.wasm.numThreads = threads;
}
