/**
 * onnxruntime-web, set up once a worker: the plain WASM build, half the size of those that know
 * graphics processors; or, where WebGPU is wanted, the build for that. Both from the app's own origin.
 */

import type { InferenceSession } from 'onnxruntime-web/wasm';
import { Problem } from '#core/errors';
import type { Backend } from '#core/space';

/**
 * Starts the runtime while the model is still being read. Its failure, if any, is told by the session
 * that is made next.
 */
export function warmRuntime(backend: Backend, threads: number): void {
  if (backend !== 'wasm') return;
  void import('./runtime-wasm').then(({ warmUp }) => warmUp(threads)).catch(() => undefined);
}

/**
 * @param threads how many threads its matrix work may use on WASM
 * @throws Problem `encoder-failed`
 */
export async function createSession(
  graph: Uint8Array,
  backend: Backend,
  threads: number,
): Promise<InferenceSession> {
  const { startWasm } = await import('./runtime-wasm');
  try {
    if (backend === 'wasm') return await startWasm(graph, threads);
    const { startWebGpu } = await import('./runtime-webgpu');
    return await startWebGpu(graph);
  } catch (error) {
    throw new Problem('encoder-failed', `No session on ${backend}: ${error}`, { cause: error });
  }
}

/**
 * The first of these names that is an output of the graph.
 * @throws Problem `model-unsupported`
 */
export function outputAmong(names: readonly string[], wanted: readonly string[]): string {
  const output = wanted.find((name) => names.includes(name));
  if (output === undefined) {
    throw new Problem(
      'model-unsupported',
      `Of ${wanted.join(', ')} the graph has none, but ${names.join(', ')}.`,
    );
  }
  return output;
}
