/** Networks on the runtime. */

import { Tensor } from 'onnxruntime-web/wasm';
import { asProblem } from '#core/errors';
import { startWasm } from '#workers/runtime/wasm';
import type { Network } from './network';

/**
 * @param graph with one input, and outputs of 32-bit floats
 * @param threads number of threads
 * @throws Problem `encoder-failed`; `network`, `app-damaged` if the runtime cannot be fetched, or is not this version's
 */
export async function openNetwork(graph: Uint8Array, threads: number): Promise<Network> {
  const session = await guarded(() => startWasm(graph, threads));
  const [input = ''] = session.inputNames;
  return (values, shape) =>
    guarded(async () => {
      const given = await session.run({ [input]: new Tensor('float32', values, shape) });
      return Object.fromEntries(
        Object.entries(given).map(([name, { data }]) => [name, data as Float32Array]),
      );
    });
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asProblem(error, 'encoder-failed');
  }
}
