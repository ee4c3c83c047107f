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
  const progress = new Progress(model, tower);
  const blobs = new Map<string, Blob>();
  try {
    for (const file of model.files[tower]) blobs.set(file.path, await ensure(model, file, progress));
  } finally {
    progress.close();
  }
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
async function ensure(model: Model, file: ModelFile, progress: Progress): Promise<Blob> {
  return navigator.locks.request(`mitsuke-model-file-${file.sha256}`, async () => {
    const stored = await modelFile(file);
    if (stored) {
      progress.had(file.bytes);
      return stored;
    }
    const blob = await downloadModelFile(model.base, file, (bytes) => progress.came(bytes));
    await putModelFile(file, blob);
    return blob;
  });
}

/** Tells everybody how far a tower is, as long as something of it is on its way. */
class Progress {
  private readonly channel = new BroadcastChannel(MODEL_CHANNEL);
  private loaded = 0;

  constructor(
    private readonly model: Model,
    private readonly tower: Tower,
  ) {}

  had(bytes: number): void {
    this.loaded += bytes;
  }

  came(bytes: number): void {
    this.loaded += bytes;
    const { model, tower, loaded } = this;
    this.channel.postMessage({ model: model.id, tower, loaded } satisfies ModelProgress);
  }

  close(): void {
    this.channel.close();
  }
}
