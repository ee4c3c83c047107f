/** Times CLIP ViT-B/32 at its true size, with seeded random weights: Mitsuke's worker and transformers.js. */

import { type Remote, transfer, wrap } from 'comlink';
import { type Backend, fileKey, type ImageEntry, type TextBackend, type TextEntry } from '#core/space';
import { CLIP_B32 } from '#models/spaces/clip-b32';
import { CLIP_PREPROCESSING } from '#models/spaces/make';
import { keepFile, storedFile } from '#store/model-files';
import { encoderEdge } from '#workers/decode/contract';
import type { EncodeWorker } from '#workers/encode/contract';
import { MODELS_EVENTS } from '#workers/models/contract';
import { Making, SHARES } from '#workers/models/making';
import { openChannel } from '#workers/shared/channel';
import { GEOMETRY, largePhoto, openDecoder } from './contenders';
import type { Peer } from './transformers-peer';

export type B32Precision = 'fp32' | 'q8';
/** `published` is transformers.js as published, `theirs` the same on Mitsuke's runtime. */
export type Who = 'ours' | 'theirs' | 'published';

const GRAPHS = { fp32: 'onnx/vision_model.onnx', q8: 'onnx/vision_model_quantized.onnx' };
const INPUT_BYTES = 224 * 224 * 3;
/** Shares of the making at which the source has seen its pictures, and the build is written. */
const STEPS = [SHARES.source, SHARES.source + SHARES.writing];

const home = { kind: 'address', base: new URL('/full/clip-b32/', location.href).href } as const;
const unknown = (path: string) => ({ path, bytes: null, sha256: null });

function imageEntry(precision: B32Precision): ImageEntry {
  const graph = GRAPHS[precision];
  const files = [unknown('preprocessor_config.json'), unknown(graph)];
  return { ...(CLIP_B32.images[0] as ImageEntry), home, precision, graph, files };
}

const TEXT: TextEntry = {
  ...(CLIP_B32.texts[0] as TextEntry),
  home,
  files: [unknown('tokenizer.json'), unknown('onnx/text_model_quantized.onnx')],
};

/** Stores Mitsuke's files beforehand, because that is not measured. */
async function keep({ files }: ImageEntry | TextEntry): Promise<void> {
  for (const file of files) {
    const bytes = await (await fetch(new URL(file.path, home.base))).arrayBuffer();
    const key = fileKey(home, file);
    const record = { key, path: file.path, bytes: bytes.byteLength, sha256: '', confirmed: true };
    await keepFile(record, new Uint8Array(bytes));
  }
}

let workers: Worker[] = [];
let ours: Remote<EncodeWorker>;
let theirs: Remote<Peer>;

function spawn(): Remote<EncodeWorker> {
  const worker = new Worker(new URL('../../../workers/encode/worker.ts', import.meta.url), {
    type: 'module',
  });
  workers.push(worker);
  return wrap<EncodeWorker>(worker);
}

/** Opens the image encoder, whose files are stored, in a worker of its own. */
export async function startOurs(
  precision: B32Precision,
  threads: number,
  backend: Backend = 'wasm',
): Promise<Remote<EncodeWorker>> {
  const remote = spawn();
  await remote.openImage(imageEntry(precision), 512, backend, threads);
  return remote;
}

async function startTheirs(
  who: 'theirs' | 'published',
  precision: B32Precision,
  threads: number,
): Promise<Remote<Peer>> {
  const worker =
    who === 'theirs'
      ? new Worker(new URL('./transformers-worker.ts', import.meta.url), { type: 'module' })
      : new Worker(new URL('./published-worker.ts', import.meta.url), { type: 'module' });
  workers.push(worker);
  const remote = wrap<Peer>(worker);
  await remote.open(threads, 'clip-b32', precision, '/full/');
  return remote;
}

export function dismiss(): void {
  for (const worker of workers) worker.terminate();
  workers = [];
}

const pictures = (count: number) => new Uint8Array(INPUT_BYTES * count).map((_, i) => (i * 7919) >> 5);

async function timed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

/** What the device makes of the full graph; its preprocessing is the same file's. */
function madeEntry(): ImageEntry {
  const source = imageEntry('fp32');
  const graph = 'made/vision_model_q8.onnx';
  return {
    ...source,
    id: 'clip-b32/image/made-of-fp32',
    home: { kind: 'made', from: source.id, source: 'full', recipe: 0 },
    files: [unknown(graph)],
    graph,
    precision: 'q8',
    preprocessing: { ...CLIP_PREPROCESSING },
  };
}

export const vitB32 = {
  keepImage: (precision: B32Precision) => keep(imageEntry(precision)),

  async open(who: Who, precision: B32Precision, threads: number): Promise<void> {
    if (who === 'ours') ours = await startOurs(precision, threads);
    else theirs = await startTheirs(who, precision, threads);
  },

  /** @returns milliseconds of one batch */
  run(who: Who, count: number): Promise<number> {
    const pixels = pictures(count);
    return timed(() => (who === 'ours' ? ours.images(pixels, count) : theirs.pixels(pixels, count)));
  },

  /** @returns milliseconds from the start of a worker to its first embedding, with the files stored */
  async first(who: Who, precision: B32Precision, threads: number): Promise<number> {
    const pixels = pictures(1);
    const ms = await timed(async () => {
      if (who === 'ours') await (await startOurs(precision, threads)).images(pixels, 1);
      else await (await startTheirs(who, precision, threads)).pixels(pixels, 1);
    });
    dismiss();
    return ms;
  },

  /** Times several workers with one thread each. @returns milliseconds an image */
  async severalWorkers(precision: B32Precision, count: number): Promise<number> {
    const all = await Promise.all(Array.from({ length: count }, () => startOurs(precision, 1)));
    const batch = pictures(4);
    const round = () => Promise.all(all.map((worker) => worker.images(batch, 4)));
    for (let i = 0; i < 5; i++) await round();
    const ms = await timed(async () => {
      for (let i = 0; i < 10; i++) await round();
    });
    dismiss();
    return ms / (10 * count * 4);
  },

  /** An 8-bit build of the full graph, which is in the store: seconds of each step, what it weighs, how it agrees. */
  async make(): Promise<{
    source: number;
    writing: number;
    build: number;
    bytes: number;
    agreement: number;
  }> {
    const build = madeEntry();
    const [file] = build.files;
    if (!file) throw new Error('It has no graph.');
    const reached: number[] = [];
    const channel = openChannel(MODELS_EVENTS);
    channel.hear((event) => {
      if (event.type !== 'presence' || event.presence.state !== 'making') return;
      const { share } = event.presence;
      STEPS.forEach((step, i) => {
        if (share >= step) reached[i] ??= performance.now();
      });
    });
    const start = performance.now();
    const parts = { build, source: imageEntry('fp32'), dimension: 512, bringSource: async () => undefined };
    await new Making(parts).ended;
    const end = performance.now();
    channel.close();
    const stored = await storedFile(fileKey(build.home, file));
    const [seen = Number.NaN, written = Number.NaN] = reached;
    return {
      source: (seen - start) / 1000,
      writing: (written - seen) / 1000,
      build: (end - written) / 1000,
      bytes: stored?.bytes ?? Number.NaN,
      agreement: stored?.agreement ?? Number.NaN,
    };
  },

  /** Prepares the photo of 12 megapixels and its decoder, once for all calls of `photo`. */
  async preparePhoto(): Promise<void> {
    photo = await largePhoto();
    decoder = openDecoder();
  },

  async photo(who: Who): Promise<number> {
    if (who !== 'ours') return timed(() => theirs.photo(photo));
    const bytes = await photo.arrayBuffer();
    return timed(async () => {
      const outcome = await decoder.decode(transfer(bytes, [bytes]), GEOMETRY, encoderEdge(224));
      if (!outcome.ok) throw new Error(outcome.detail);
      await ours.images(outcome.picture.pixels, 1);
    });
  },

  keepText: () => keep(TEXT),

  /** Opens the text encoder, whose files are stored, in a worker of its own. */
  async openText(backend: TextBackend): Promise<Remote<EncodeWorker>> {
    const remote = spawn();
    await remote.openText(TEXT, 512, backend, 1);
    return remote;
  },

  /** Encodes a short and a long text. */
  async readTexts(backend: TextBackend): Promise<void> {
    const remote = await vitB32.openText(backend);
    for (const text of ['a photo of a cat', 'a '.repeat(99)]) await remote.texts([text]);
  },
};

let photo: Blob;
let decoder: ReturnType<typeof openDecoder>;
