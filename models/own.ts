/**
 * A space out of a folder in the layout of Hugging Face repositories: what its files are called and
 * what its configs say is all there is to go by.
 */

import { Problem } from '#core/errors';
import type { Home, ImageEntry, ModelFile, Precision, Space, TextContract, TextEntry } from '#core/space';

export interface OwnModel {
  /** Unique, and good as the start of encoder ids. */
  id: string;
  name: string;
  home: Home;
  /** Every file there is, or at least every one of `WANTED`. */
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

/** Ends of file names, by how the weights are stored; the first that is there is taken. */
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

/** Files to look for where a folder cannot be listed. */
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
      // It does not say, so nobody is told that it would not understand.
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

/** Graphs of a tower, or those that hold both. */
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
