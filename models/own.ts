/**
 * Builds a space from a folder in the layout of transformers (Hugging Face), open_clip or UForm, using only its file
 * names and its configs. Names and types of the graphs' inputs, and fixed lengths, are read when a graph is opened.
 */

import { Problem } from '#core/errors';
import { readingModel } from '#core/reading-model';
import {
  type Home,
  holdsWeightsOf,
  type ImageEntry,
  type ModelFile,
  type Precision,
  type PreprocessingFile,
  type Space,
  type TextContract,
  type TextEntry,
} from '#core/space';

export interface OwnModel {
  /** Unique; prefix of the encoder ids. */
  id: string;
  name: string;
  home: Home;
  /** All files of the folder, or at least those of `WANTED` and the external weights of their graphs. */
  files: ModelFile[];
  /** Parsed JSON of the files of `CONFIGS` that exist, by path. */
  configs: Readonly<Record<string, unknown>>;
}

/** config.json of transformers or UForm. */
interface ModelConfig {
  model_type?: string;
  projection_dim?: number;
  text_config?: { max_position_embeddings?: number; projection_size?: number };
  vision_config?: { hidden_size?: number };
  image_encoder?: object;
  text_encoder?: { embedding_dim?: number; max_position_embeddings?: number; padding_idx?: number };
}

interface OpenClipConfig {
  model_cfg?: {
    embed_dim?: number;
    text_cfg?: {
      context_length?: number;
      hf_tokenizer_name?: string;
      tokenizer_kwargs?: { clean?: string };
    };
  };
}

interface TokenizerConfig {
  model_max_length?: number;
  pad_token?: string | { content?: string };
}

/** File name suffixes by precision, in the order in which the builds are listed. */
const SUFFIXES: readonly (readonly [suffix: string, precision: Precision])[] = [
  ['_quantized', 'q8'],
  ['_int8', 'q8'],
  ['_uint8', 'q8'],
  ['_fp16', 'fp16'],
  ['_q4f16', 'q4f16'],
  ['_q4', 'q4'],
  ['', 'fp32'],
];

const CONFIG = 'config.json';
const OPEN_CLIP = 'open_clip_config.json';
const TOKENIZER = 'tokenizer_config.json';
/** JSON files that are read when a model is added. */
export const CONFIGS: readonly string[] = [CONFIG, OPEN_CLIP, TOKENIZER];

/** Names of graphs without suffix: in transformers, in exports of open_clip, in UForm. */
const TOWERS = {
  image: ['vision_model', 'visual', 'image_encoder'],
  text: ['text_model', 'textual', 'text_encoder'],
};

/** Graphs to probe if the folder cannot be listed. */
export const GRAPHS: readonly string[] = [
  ...['vision_model', 'text_model', 'model'].flatMap((stem) =>
    SUFFIXES.map(([suffix]) => `onnx/${stem}${suffix}.onnx`),
  ),
  ...['visual', 'textual', 'image_encoder', 'text_encoder'].map((stem) => `${stem}.onnx`),
];

/** Files to probe if the folder cannot be listed. */
export const WANTED: readonly string[] = [
  ...CONFIGS,
  'preprocessor_config.json',
  'tokenizer.json',
  ...GRAPHS,
];

const LENGTH = 'length of its texts';

const ANY_IMAGE = ['image_embeds', 'image_features', 'embeddings', 'pooler_output', 'output'];
const ANY_TEXT = [
  'text_embeds',
  'text_features',
  'embeddings',
  'pooler_output',
  'sentence_embedding',
  'output',
];

/** @throws Problem `model-unsupported` saying what is missing */
export function spaceOf(own: OwnModel): Space {
  return readingModel('The config', () => readSpace(own));
}

function readSpace(own: OwnModel): Space {
  const preprocessing = preprocessingOf(own);
  const tokenizer = need(own, 'tokenizer.json');
  const dimension = dimensionOf(own);
  refuseChains(own);
  const images = buildsOf(own, 'image').map(
    (build): ImageEntry => ({
      ...build,
      id: `${own.id}/image/${build.graph}`,
      files: [need(own, preprocessing), ...graphFiles(own, build.graph)],
      outputs: ANY_IMAGE,
      backends: build.precision === 'q8' ? ['wasm', 'tower'] : ['wasm', 'webgpu'],
      preprocessing,
    }),
  );
  const texts = buildsOf(own, 'text').map(
    (build): TextEntry => ({
      ...build,
      ...textContract(own, preprocessing),
      id: `${own.id}/text/${build.graph}`,
      files: [tokenizer, ...graphFiles(own, build.graph)],
      outputs: ANY_TEXT,
      // The configs do not declare languages, so no query is reported as not understood.
      languages: ['*'],
      templates: [],
    }),
  );
  return {
    id: own.id,
    name: own.name,
    dimension,
    images,
    texts,
    licence: 'unknown',
    unverified: ['licence', 'tensors'],
  };
}

/** Returns the file with the preprocessing, which also identifies the layout. @throws Problem */
function preprocessingOf(own: OwnModel): PreprocessingFile {
  if (has(own, 'preprocessor_config.json')) {
    need(own, CONFIG);
    return 'preprocessor_config.json';
  }
  if (has(own, OPEN_CLIP)) return OPEN_CLIP;
  if (modelConfig(own).image_encoder) return CONFIG;
  need(own, CONFIG);
  throw new Problem('model-unsupported', `There is no preprocessor_config.json, nor ${OPEN_CLIP}.`);
}

function dimensionOf(own: OwnModel): number {
  const { projection_dim, text_config, vision_config, text_encoder } = modelConfig(own);
  const dimension =
    projection_dim ??
    text_config?.projection_size ??
    text_encoder?.embedding_dim ??
    openClip(own).model_cfg?.embed_dim ??
    vision_config?.hidden_size;
  if (!dimension) throw new Problem('model-unsupported', 'No config names the length of its embeddings.');
  return whole(dimension, 'length of its embeddings');
}

/** Refuses models that run pictures through two graphs in a row, such as EmbeddingGemma 2. @throws Problem */
function refuseChains(own: OwnModel): void {
  const chained = own.files.some(({ path }) => /(^|\/)vision_encoder[^/]*\.onnx$/.test(path));
  if (!chained && !/^embedding_?gemma/.test(modelConfig(own).model_type ?? '')) return;
  throw new Problem(
    'model-unsupported',
    'Its vision encoder returns features for its text graph instead of embeddings; only independent towers are supported.',
  );
}

/** Lists the builds of a tower, or combined graphs if it has no graph of its own. @throws Problem */
function buildsOf({ home, files }: OwnModel, tower: keyof typeof TOWERS) {
  const build = (names: readonly string[], combined: boolean) =>
    names.flatMap((name) =>
      SUFFIXES.flatMap(([suffix, precision]) => {
        const file = files.find(({ path }) => path.replace(/^onnx\//, '') === `${name}${suffix}.onnx`);
        return file ? [{ home, graph: file.path, combined, precision }] : [];
      }),
    );
  const split = build(TOWERS[tower], false);
  const all = split.length > 0 ? split : build(['model'], true);
  if (all.length === 0) {
    throw new Problem('model-unsupported', `There is no onnx/${TOWERS[tower][0]}.onnx.`);
  }
  return all;
}

/** Returns a graph and its external weights. */
function graphFiles(own: OwnModel, graph: string): ModelFile[] {
  return [need(own, graph), ...own.files.filter(({ path }) => holdsWeightsOf(path, graph))];
}

function textContract(own: OwnModel, layout: PreprocessingFile): TextContract {
  const tokenizer = (own.configs[TOKENIZER] ?? {}) as TokenizerConfig;
  const { pad_token: pad } = tokenizer;
  const padToken = (typeof pad === 'string' ? pad : pad?.content) ?? null;
  if (padToken !== null && typeof padToken !== 'string') {
    throw new Problem('model-unsupported', `Its padding token is ${JSON.stringify(padToken)}.`);
  }
  if (layout === OPEN_CLIP) return openClipText(openClip(own), padToken);
  const { model_type, text_config, text_encoder } = modelConfig(own);
  if (layout === CONFIG) {
    return {
      length: whole(text_encoder?.max_position_embeddings ?? 77, LENGTH),
      pad: 'length',
      padToken: text_encoder?.padding_idx === undefined ? (padToken ?? 0) : token(text_encoder.padding_idx),
      lowerCase: false,
      dense: null,
    };
  }
  const siglip = model_type?.startsWith('siglip') ?? false;
  const length = text_config?.max_position_embeddings ?? tokenizer.model_max_length ?? 77;
  return {
    length: siglip ? 64 : Math.min(whole(length, LENGTH), 512),
    pad: siglip ? 'length' : 'longest',
    padToken: padToken ?? '<|endoftext|>',
    lowerCase: siglip,
    dense: null,
  };
}

/** open_clip always pads to the full length: CLIP's own tokenizer with 0, others with their padding token. */
function openClipText({ model_cfg }: OpenClipConfig, padToken: string | null): TextContract {
  const { context_length = 77, hf_tokenizer_name, tokenizer_kwargs } = model_cfg?.text_cfg ?? {};
  return {
    length: whole(context_length, LENGTH),
    pad: 'length',
    padToken: hf_tokenizer_name === undefined ? 0 : (padToken ?? 0),
    lowerCase: ['lower', 'canonicalize'].includes(tokenizer_kwargs?.clean ?? ''),
    dense: null,
  };
}

/** Configs are anybody's: a type says only what is expected. */
function whole(value: unknown, what: string): number {
  if (Number.isInteger(value) && (value as number) > 0) return value as number;
  throw new Problem('model-unsupported', `The ${what} is ${JSON.stringify(value)}, no whole number.`);
}

/** Number of a token. */
function token(value: unknown): number {
  if (Number.isInteger(value) && (value as number) >= 0) return value as number;
  throw new Problem('model-unsupported', `The number of its padding token is ${JSON.stringify(value)}.`);
}

function modelConfig({ configs }: OwnModel): ModelConfig {
  return (configs[CONFIG] ?? {}) as ModelConfig;
}

function openClip({ configs }: OwnModel): OpenClipConfig {
  return (configs[OPEN_CLIP] ?? {}) as OpenClipConfig;
}

function has({ files }: OwnModel, path: string): boolean {
  return files.some((each) => each.path === path);
}

function need({ files }: OwnModel, path: string): ModelFile {
  const file = files.find((each) => each.path === path);
  if (!file) throw new Problem('model-unsupported', `There is no ${path}.`);
  return file;
}
