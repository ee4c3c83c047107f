/** Reads the files of one encoder from the store. The models worker downloads them. */

import type { Home, ModelFile } from '#core/space';
import { readModelFile } from '#store/model-files';

/** Reads files by their path in the model's folder. */
export interface EncoderFiles {
  json(path: string): Promise<unknown>;
  bytes(path: string): Promise<Uint8Array<ArrayBuffer>>;
}

export function filesOf({ home, files }: { home: Home; files: readonly ModelFile[] }): EncoderFiles {
  const blob = (path: string) => {
    const file = files.find((each) => each.path === path);
    if (!file) throw new Error(`The catalogue names no ${path}.`);
    return readModelFile(home, file);
  };
  return {
    json: async (path) => JSON.parse(await (await blob(path)).text()),
    bytes: async (path) => new Uint8Array(await (await blob(path)).arrayBuffer()),
  };
}
