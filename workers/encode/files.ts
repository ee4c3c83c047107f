/** Reads the files of one encoder from the store. The models worker downloads them. */

import { type Home, holdsWeightsOf, type ModelFile } from '#core/space';
import { readModelFile, readModelJson } from '#store/model-files';

/** External weights, under the path that the graph names. */
export interface Weights {
  path: string;
  data: Uint8Array<ArrayBuffer>;
}

/** Reads files by their path in the model's folder. */
export interface EncoderFiles {
  json(path: string): Promise<unknown>;
  bytes(path: string): Promise<Uint8Array<ArrayBuffer>>;
  /** Reads a graph's external weights; empty if it has none. */
  weightsOf(graph: string): Promise<Weights[]>;
}

export function filesOf({ home, files }: { home: Home; files: readonly ModelFile[] }): EncoderFiles {
  const named = (path: string) => {
    const file = files.find((each) => each.path === path);
    if (!file) throw new Error(`The catalogue names no ${path}.`);
    return file;
  };
  const bytes = async (path: string) => readModelFile(home, named(path));
  return {
    json: async (path) => readModelJson(home, named(path)),
    bytes,
    weightsOf: (graph) =>
      Promise.all(
        files
          .filter(({ path }) => holdsWeightsOf(path, graph))
          // Graphs name them relative to the folder of the graph.
          .map(async ({ path }) => ({ path: path.split('/').at(-1) as string, data: await bytes(path) })),
      ),
  };
}
