/** Builders of catalogue entries. */

import type {
  EncoderId,
  Home,
  ImageEntry,
  ModelFile,
  Preprocessing,
  TextContract,
  TextEntry,
} from '#core/space';
import HASHES from '#models/hashes';

export interface Hub {
  home: Extract<Home, { kind: 'hub' }>;
  /** Returns files of the repository, with size and hash if known. */
  files(...paths: string[]): ModelFile[];
  /** The same, for an encoder whose home is another repository. */
  filesFrom(...paths: string[]): ModelFile[];
}

/** Describes a Hugging Face repository at one revision. */
export function hub(repository: string, revision: string): Hub {
  const known = HASHES[`${repository}@${revision}`];
  const home = { kind: 'hub', repository, revision } as const;
  const files = (...paths: string[]) =>
    paths.map((path) => {
      const [bytes, sha256] = known?.[path] ?? [null, null];
      return { path, bytes, sha256 };
    });
  return { home, files, filesFrom: (...paths) => files(...paths).map((file) => ({ ...file, home })) };
}

/** Builds an image encoder, by default with the preprocessing of its repository. */
export function imageEncoder(
  { home, files }: Hub,
  entry: Pick<ImageEntry, 'id' | 'precision' | 'graph'> & Partial<ImageEntry>,
): ImageEntry {
  const { preprocessing = 'preprocessor_config.json' } = entry;
  return {
    home,
    files: files(...(typeof preprocessing === 'string' ? [preprocessing] : []), entry.graph),
    combined: false,
    outputs: ['image_embeds'],
    backends: ['wasm', 'webgpu'],
    preprocessing,
    ...entry,
  };
}

/**
 * Version of the recipe for 8-bit builds (workers/encode/onnx/quantise-graph). A new version makes all devices
 * build again, so raise it only if the builds get better.
 */
const RECIPE = 1;

/** Builds the entry of the 8-bit build that devices make from another build of the same encoder. */
export function madeOf(source: ImageEntry, id: EncoderId): ImageEntry {
  const known = ({ path }: ModelFile) => path === source.graph || path === source.preprocessing;
  const files = source.files.filter(known);
  const sha256 = files.find(({ path }) => path === source.graph)?.sha256;
  // Files are stored under their hash, so both entries share them; the build is stored under the hash of its source.
  if (!sha256 || files.some((file) => file.sha256 === null)) {
    throw new Error(`${source.id} has files of unknown hash: nothing is made of it.`);
  }
  const graph = 'made/vision_model_q8.onnx';
  return {
    ...source,
    id,
    home: { kind: 'made', from: source.id, source: sha256, recipe: RECIPE },
    files: [...files.filter(({ path }) => path !== source.graph), { path: graph, bytes: null, sha256: null }],
    graph,
    combined: false,
    precision: 'q8',
    // Graphics processors have no kernels for its 8-bit matrix products.
    backends: ['wasm', 'tower'],
  };
}

/** Builds a text encoder with the tokenizer of its repository, by default with the rules of `CLIP_TEXT`. */
export function textEncoder(
  { home, files }: Hub,
  entry: Pick<TextEntry, 'id' | 'precision' | 'graph' | 'languages'> & Partial<TextEntry>,
): TextEntry {
  return {
    home,
    files: files('tokenizer.json', entry.graph, ...(entry.dense ? [entry.dense] : [])),
    combined: false,
    outputs: ['text_embeds'],
    templates: [],
    ...CLIP_TEXT,
    ...entry,
  };
}

/** Rules of OpenAI's CLIP: 77 tokens, padded with the end-of-text token. */
const CLIP_TEXT: TextContract = {
  length: 77,
  pad: 'longest',
  padToken: '<|endoftext|>',
  lowerCase: false,
  dense: null,
};

/** Preprocessing that CLIP, and most models since, were trained with. */
export const CLIP_PREPROCESSING: Preprocessing = {
  size: 224,
  fit: 'crop',
  filter: 'bicubic',
  rescale: 1 / 255,
  mean: [0.48145466, 0.4578275, 0.40821073],
  std: [0.26862954, 0.26130258, 0.27577711],
};

/** Languages of the multilingual text encoder, as its authors list them. */
export const MANY_LANGUAGES =
  'en zh ja ko ar bg ca cs da de el es et fa fi fr gl gu he hi hr hu hy id it ka ku lt lv mk mn mr ms my nb nl pl pt ro ru sk sl sq sr sv th tr uk ur vi'.split(
    ' ',
  );
