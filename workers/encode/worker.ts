/** Entry of an encode worker: holds the one tower it was opened with. */

import { expose, transfer } from 'comlink';
import { asProblem, Problem } from '#core/errors';
import { modelById } from '#models/catalogue';
import type { EncodeWorker } from './contract';
import type { ImageEncoder } from './image-encoder';
import { openTowerFiles } from './model-files';
import type { TextEncoder } from './text-encoder';

let image: ImageEncoder | undefined;
let text: TextEncoder | undefined;

const worker: EncodeWorker = {
  async store(modelId) {
    try {
      for (const tower of ['text', 'image'] as const) await openTowerFiles(modelById(modelId), tower);
    } catch (error) {
      throw asProblem(error);
    }
  },

  async open(modelId, tower, threads) {
    try {
      const model = modelById(modelId);
      const files = await openTowerFiles(model, tower);
      // Loaded by need: the tokenizer is heavy, and a worker that encodes photos has no use for it.
      if (tower === 'image') {
        const { ImageEncoder } = await import('./image-encoder');
        image = await ImageEncoder.open(model, files, threads);
      } else {
        const { TextEncoder } = await import('./text-encoder');
        text = await TextEncoder.open(model, files, threads);
      }
    } catch (error) {
      throw asProblem(error, 'encoder-failed');
    }
  },

  async images(pixels, count) {
    if (!image) throw new Problem('encoder-failed', 'No image encoder is open in this worker.');
    return send(image.encode(pixels, count));
  },

  async texts(texts) {
    if (!text) throw new Problem('encoder-failed', 'No text encoder is open in this worker.');
    return send(text.encode(texts));
  },
};

async function send(work: Promise<Float32Array<ArrayBuffer>>): Promise<Float32Array<ArrayBuffer>> {
  try {
    const embeddings = await work;
    return transfer(embeddings, [embeddings.buffer]);
  } catch (error) {
    throw asProblem(error, 'encoder-failed');
  }
}

expose(worker);
