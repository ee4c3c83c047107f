/** What runs the graph of an image encoder: onnxruntime-web, or our own runtime of towers. */

import { Tensor } from 'onnxruntime-web/wasm';
import type { Backend } from '#core/space';
import type { OutputTensor } from './embeddings';
import { pictureInput, pictureName } from './feeds';
import type { Weights } from './files';
import { importTower } from './import-tower';
import { createSession, outputAmong } from './runtime';

export interface ImageSession {
  /** Whether it takes one picture at a time. */
  readonly alone: boolean;
  /** Threads of the processor that share a run; 0 if the graphics processor does it. */
  readonly threads: number;
  /** @param values count x 3 x size x size */
  run(values: Float32Array<ArrayBuffer>, count: number): Promise<OutputTensor | undefined>;
}

export interface ImageGraph {
  graph: Uint8Array;
  /** External ones. */
  weights: readonly Weights[];
  /** Names of which one is its output. */
  outputs: readonly string[];
  /** Width and height of a picture. */
  size: number;
}

/** @throws Problem `model-unsupported`, `encoder-failed`; those of fetching the runtime */
export function openSession(from: ImageGraph, backend: Backend, threads: number): Promise<ImageSession> {
  return backend === 'tower' ? towerSession(from, threads) : runtimeSession(from, backend, threads);
}

async function runtimeSession(
  { graph, weights, outputs, size }: ImageGraph,
  backend: 'wasm' | 'webgpu',
  threads: number,
): Promise<ImageSession> {
  const session = await createSession(graph, weights, backend, threads);
  const { name, alone } = pictureInput(session);
  const output = outputAmong(session.outputNames, outputs);
  return {
    alone,
    threads: backend === 'webgpu' ? 0 : threads,
    async run(values, count) {
      const input = new Tensor('float32', values, [count, 3, size, size]);
      return (await session.run({ [name]: input }, [output]))[output];
    },
  };
}

async function towerSession(
  { graph, weights, outputs, size }: ImageGraph,
  threads: number,
): Promise<ImageSession> {
  const { readGraph, Tower } = await importTower();
  const read = readGraph(graph, new Map(weights.map(({ path, data }) => [path, data])));
  const input = {
    name: pictureName(read.inputs.map(({ name }) => name)),
    type: 'float',
    dims: [1, 3, size, size],
  } as const;
  const tower = await Tower.open(read, [input], outputAmong(read.outputs, outputs), threads);
  return {
    alone: true,
    threads,
    run: async (values) => ({ type: 'float32', dims: tower.dims, data: tower.run(values) }),
  };
}
