/** What runs the graph of a text encoder: onnxruntime-web, or our own runtime of towers. */

import type { TextBackend } from '#core/space';
import type { OutputTensor } from './embeddings';
import { textFeeds, textInput, textValues } from './feeds';
import type { Weights } from './files';
import { importTower } from './import-tower';
import { createSession, outputAmong } from './runtime';
import type { Tokens } from './tokenizer';

export interface TextSession {
  /** Whether it takes one text at a time. */
  readonly alone: boolean;
  /** Number of tokens, if the graph fixes it. */
  readonly length: number | null;
  run(tokens: Tokens): Promise<OutputTensor | undefined>;
}

export interface TextGraph {
  graph: Uint8Array;
  /** External ones. */
  weights: readonly Weights[];
  /** Names of which one is its output. */
  outputs: readonly string[];
  /** Most tokens of a text, unless the graph fixes their number. */
  longest: number;
}

/** @throws Problem `model-unsupported`, `encoder-failed`; those of fetching the runtime */
export function openTextSession(
  from: TextGraph,
  backend: TextBackend,
  threads: number,
): Promise<TextSession> {
  return backend === 'tower' ? towerSession(from) : runtimeSession(from, threads);
}

async function runtimeSession({ graph, weights, outputs }: TextGraph, threads: number): Promise<TextSession> {
  const session = await createSession(graph, weights, 'wasm', threads);
  const output = outputAmong(session.outputNames, outputs);
  return {
    ...textInput(session.inputMetadata),
    run: async (tokens) => (await session.run(textFeeds(session, tokens), [output]))[output],
  };
}

/** One thread: reading the weights takes half of a short text's time, and threads share the memory. */
async function towerSession({ graph, weights, outputs, longest }: TextGraph): Promise<TextSession> {
  const { readGraph, AnyLengthTower } = await importTower();
  const read = readGraph(graph, new Map(weights.map(({ path, data }) => [path, data])));
  const { length } = textInput(read.inputs);
  const output = outputAmong(read.outputs, outputs);
  const tower = await AnyLengthTower.open(read, length ?? longest, output);
  const names = read.inputs.map(({ name }) => name);
  return {
    alone: true,
    length,
    run: async (tokens) => ({
      type: 'float32',
      ...tower.run(...names.map((name) => textValues(name, tokens))),
    }),
  };
}
