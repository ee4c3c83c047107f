/** The files of one tower: out of the store, or fetched, verified and stored first. */

import type { Model, ModelFile, Tower } from '#core/space';
import { downloadModelFile } from '#net/model-download';
import { modelFile, putModelFile } from '#store/model-files';
import { MODEL_CHANNEL, type ModelProgress } from './contract';

/** Reads files of a tower by their path in the model's folder. */
export interface TowerFiles {
  json(path: string): Promise<unknown>;
  bytes(path: string): Promise<Uint8Array>;
}

/**
 * @throws Problem `network`, `model-damaged`
 * @throws DOMException `QuotaExceededError`
 */
export async function openTowerFiles(model: Model, tower: Tower): Promise<TowerFiles> {
  const progress = reportProgress(model, tower);
  const blobs = new Map<string, Blob>();
  for (const file of model.files[tower]) {
    blobs.set(file.path, await ensure(model, file, progress.add));
  }
  progress.close();
  const blob = (path: string) => {
    const found = blobs.get(path);
    if (!found) throw new Error(`The catalogue names no ${path} for ${model.id}.`);
    return found;
  };
  return {
    json: async (path) => JSON.parse(await blob(path).text()),
    bytes: async (path) => new Uint8Array(await blob(path).arrayBuffer()),
  };
}

/** One download at a time of the same file, also with several workers and tabs. */
async function ensure(model: Model, file: ModelFile, onBytes: (bytes: number) => void): Promise<Blob> {
  return navigator.locks.request(`mitsuke-model-file-${file.sha256}`, async () => {
    const stored = await modelFile(file);
    if (stored) {
      onBytes(file.bytes);
      return stored;
    }
    const blob = await downloadModelFile(model.base, file, onBytes);
    await putModelFile(file, blob);
    return blob;
  });
}

function reportProgress(model: Model, tower: Tower) {
  const channel = new BroadcastChannel(MODEL_CHANNEL);
  const total = model.files[tower].reduce((sum, file) => sum + file.bytes, 0);
  let loaded = 0;
  return {
    add(bytes: number) {
      loaded += bytes;
      channel.postMessage({ model: model.id, tower, loaded, total } satisfies ModelProgress);
    },
    close: () => channel.close(),
  };
}
