/**
 * Builds a space from a folder in the layout of Hugging Face repositories, using only its file names and its
 * configs.
 */

import { Problem } from '#core/errors';
import type { Home, ImageEntry, ModelFile, Precision, Space, TextContract, TextEntry } from '#core/space';

export interface OwnModel {
  /** Unique; prefix of the encoder ids. */
  id: string;
  name: string;
  home: Home;
  /** All files of the folder, or at least those of `WANTED`. */
  files: ModelFile[];
  config: unknown;
  tokenizerConfig: unknown;
}

interface ClipConfig {
  model_type?: string;
  projection_dim?: number;
  text_config?: { max_position_embeddings?: number; projection_size?: number };
  vision_config?: { hidden_size?: number };
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

const CONFIGS = ['config.json', 'preprocessor_config.json', 'tokenizer.json', 'tokenizer_config.json'];
const GRAPHS = ['vision_model', 'text_model', 'model'].flatMap((stem) =>
  SUFFIXES.map(([suffix]) => `onnx/${stem}${suffix}.onnx`),
);

/** Files to probe if the folder cannot be listed. */
export const WANTED: readonly string[] = [...CONFIGS, ...GRAPHS];

const ANY_IMAGE = ['image_embeds', 'image_features', 'pooler_output'];
const ANY_TEXT = ['text_embeds', 'text_features', 'pooler_output', 'sentence_embedding'];

/** @throws Problem `model-unsupported` saying what is missing */
export function spaceOf(own: OwnModel): Space {
  for (const path of CONFIGS.slice(0, 3)) need(own, path);
  const config = own.config as ClipConfig;
  const dimension =
    config.projection_dim ?? config.text_config?.projection_size ?? config.vision_config?.hidden_size;
  if (!dimension) throw new Problem('model-unsupported', 'config.json names no projection_dim.');
  const images = buildsOf(own, 'vision_model').map(
    (build): ImageEntry => ({
      ...build,
      id: `${own.id}/image/${build.graph}`,
      files: [need(own, 'preprocessor_config.json'), need(own, build.graph)],
      outputs: ANY_IMAGE,
      backends: build.precision === 'q8' ? ['wasm'] : ['wasm', 'webgpu'],
      preprocessing: 'preprocessor_config.json',
    }),
  );
  const texts = buildsOf(own, 'text_model').map(
    (build): TextEntry => ({
      ...build,
      ...textContract(config, own.tokenizerConfig as TokenizerConfig),
      id: `${own.id}/text/${build.graph}`,
      files: [need(own, 'tokenizer.json'), need(own, build.graph)],
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
    unverified: ['neverRun', 'licence', 'tensors'],
  };
}

/** Lists the builds of a tower, or combined graphs if it has no graph of its own. @throws Problem */
function buildsOf({ home, files }: OwnModel, stem: 'vision_model' | 'text_model') {
  const build = (name: string, combined: boolean) =>
    SUFFIXES.flatMap(([suffix, precision]) => {
      const file = files.find(({ path }) => path.replace(/^onnx\//, '') === `${name}${suffix}.onnx`);
      return file ? [{ home, graph: file.path, combined, precision }] : [];
    });
  const split = build(stem, false);
  const all = split.length > 0 ? split : build('model', true);
  if (all.length === 0) throw new Problem('model-unsupported', `There is no onnx/${stem}.onnx.`);
  return all;
}

function textContract(config: ClipConfig, tokenizer: TokenizerConfig | null): TextContract {
  const siglip = config.model_type?.startsWith('siglip') ?? false;
  const pad = tokenizer?.pad_token;
  const padToken = typeof pad === 'string' ? pad : pad?.content;
  const length = config.text_config?.max_position_embeddings ?? tokenizer?.model_max_length ?? 77;
  return {
    length: siglip ? 64 : Math.min(length, 512),
    pad: siglip ? 'length' : 'longest',
    padToken: padToken ?? '<|endoftext|>',
    lowerCase: siglip,
    zeroPadding: false,
    dense: null,
  };
}

function need({ files }: OwnModel, path: string): ModelFile {
  const file = files.find((each) => each.path === path);
  if (!file) throw new Problem('model-unsupported', `There is no ${path}.`);
  return file;
}
