/** Entry of an encode worker. It holds the one encoder it was opened with. */

import { expose, transfer } from 'comlink';
import { asProblem, Problem } from '#core/errors';
import { goldenPicture } from '#core/golden';
import type { ImageEntry, TextEntry } from '#core/space';
import { reading } from '#store/database';
import { damageOf } from '#store/model-files';
import { tellDamage } from '#workers/shared/damage';
import { trustOwnScripts } from '#workers/shared/trusted-scripts';
import { backendCandidates } from './backend-candidates';
import type { EncodeWorker } from './contract';
import type { ImageEmbedder } from './image-encoder';
import { importTower } from './import-tower';
import { warmRuntime } from './runtime';
import { probe, recheck, selfTest } from './self-test';
import type { TextEmbedder } from './text-encoder';

// The runtime's threads are workers.
trustOwnScripts();

let image: ImageEmbedder | undefined;
let text: TextEmbedder | undefined;

const worker: EncodeWorker = {
  backendCandidates,

  async openImage(encoder, dimension, backend, threads) {
    await opening(encoder, async () => {
      // Loaded on demand: the tokenizer is large, and a worker that encodes photos does not need it.
      const { ImageEmbedder } = await import('./image-encoder');
      image = await ImageEmbedder.open(encoder, dimension, backend, threads);
    });
  },

  async makeImage(build, source, dimension, threads, progress) {
    const graph = await opening(source, async () => {
      const [{ makeBuild }, { ImageEmbedder }] = await Promise.all([
        import('./make-build'),
        import('./image-encoder'),
      ]);
      const graph = await makeBuild(source, progress);
      image = await ImageEmbedder.of(graph, build, dimension, 'wasm', threads);
      return graph;
    });
    return transfer(graph, [graph.buffer]);
  },

  async warm(backend) {
    const runtime = backend === 'tower' ? importTower() : warmRuntime(backend, 1);
    await Promise.all([runtime, import('./text-encoder')]).catch(() => undefined);
  },

  async openText(encoder, dimension, backend, threads) {
    await opening(encoder, async () => {
      const { TextEmbedder } = await import('./text-encoder');
      text = await TextEmbedder.open(encoder, dimension, backend, threads);
    });
  },

  images: (pixels, count) => send(() => imageEncoder().encode(pixels, count)),
  texts: (texts) => send(() => textEncoder().encode(texts)),
  selfTest: (expected) => send(() => opening(imageEncoder().entry, () => selfTest(imageEncoder(), expected))),

  recheck: () => guarded(() => opening(imageEncoder().entry, () => recheck(imageEncoder()))),

  async probe() {
    return guarded(() => {
      if (text) return probe(() => textEncoder().encode(['a photo of a cat']));
      const picture = goldenPicture(0, imageEncoder().preprocessing.size);
      return probe(() => imageEncoder().encode(picture, 1), imageEncoder().time);
    });
  },

  measureGraphics: () => import('./graphics/measuring').then(({ measureGraphics }) => measureGraphics()),
};

function imageEncoder(): ImageEmbedder {
  if (!image) throw new Problem('encoder-failed', 'No image encoder is open in this worker.');
  return image;
}

function textEncoder(): TextEmbedder {
  if (!text) throw new Problem('encoder-failed', 'No text encoder is open in this worker.');
  return text;
}

/** Work that fails if the files of an encoder are damaged: then that is the reason. */
async function opening<T>(encoder: ImageEntry | TextEntry, work: () => Promise<T>): Promise<T> {
  try {
    return await guarded(() => reading(work));
  } catch (error) {
    const damage = await reading(() => damageOf(encoder));
    if (damage) tellDamage(encoder.id);
    throw damage ?? error;
  }
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asProblem(error, 'encoder-failed');
  }
}

async function send(work: () => Promise<Float32Array<ArrayBuffer>>): Promise<Float32Array<ArrayBuffer>> {
  const embeddings = await guarded(work);
  return transfer(embeddings, [embeddings.buffer]);
}

expose(worker);
