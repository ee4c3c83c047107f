/**
 * Starts onnxruntime-web from the app's own origin, one build per worker. The plain WASM build is half the
 * size of the WebGPU build, which is downloaded only for that backend.
 */

import type { InferenceSession } from 'onnxruntime-web/wasm';
import { Problem } from '#core/errors';
import type { Backend } from '#core/space';
import type { Weights } from './files';

/**
 * Starts the runtime while the model is still being read. Ignores errors, because `createSession` runs into
 * the same ones and reports them.
 */
export function warmRuntime(backend: Backend, threads: number): void {
  if (backend !== 'wasm') return;
  void import('#workers/runtime/wasm').then(({ warmUp }) => warmUp(threads)).catch(() => undefined);
}

/**
 * @param weights external weights of the graph
 * @param threads number of threads on WASM
 * @throws Problem `encoder-failed`; `network`, `app-damaged` if the runtime cannot be fetched, or is not this version's
 */
export async function createSession(
  graph: Uint8Array,
  weights: readonly Weights[],
  backend: 'wasm' | 'webgpu',
  threads: number,
): Promise<InferenceSession> {
  const { startWasm } = await import('#workers/runtime/wasm');
  try {
    if (backend === 'wasm') return await startWasm(graph, threads, weights);
    const { startWebGpu } = await import('#workers/runtime/webgpu');
    return await startWebGpu(graph, weights);
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('encoder-failed', `No session on ${backend}: ${error}`, { cause: error });
  }
}

/**
 * Returns the first of the wanted names that is an output of the graph, or the only output of the graph.
 * @throws Problem `model-unsupported`
 */
export function outputAmong(names: readonly string[], wanted: readonly string[]): string {
  const output = wanted.find((name) => names.includes(name)) ?? (names.length === 1 ? names[0] : undefined);
  if (output === undefined) {
    throw new Problem(
      'model-unsupported',
      `Of ${wanted.join(', ')} the graph has none, but ${names.join(', ')}.`,
    );
  }
  return output;
}
