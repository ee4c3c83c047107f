import { describe, expect, test } from 'vitest';
import type { Home, ModelFile } from '#core/space';
import { spaceOf } from '#models/own';

const home: Home = { kind: 'folder', name: 'mine' };

function space(paths: readonly string[], configs: Record<string, unknown>) {
  const files = [...paths, ...Object.keys(configs)].map(
    (path): ModelFile => ({ path, bytes: 1, sha256: path.padEnd(64, '0') }),
  );
  return spaceOf({ id: 'own-1', name: 'mine', home, files, configs });
}

const paths = (files: readonly ModelFile[] | undefined) => files?.map(({ path }) => path);

const CLIP = { model_type: 'clip', projection_dim: 512, text_config: { max_position_embeddings: 77 } };
const COMMON = ['preprocessor_config.json', 'tokenizer.json'];
const BOTH = ['onnx/vision_model.onnx', 'onnx/text_model.onnx'];

describe('a folder as transformers lays it out', () => {
  test('is read as before', () => {
    const { dimension, images, texts } = space([...COMMON, ...BOTH], {
      'config.json': CLIP,
      'tokenizer_config.json': { pad_token: { content: '[PAD]' } },
    });
    expect(dimension).toBe(512);
    expect(images).toMatchObject([
      { graph: 'onnx/vision_model.onnx', precision: 'fp32', preprocessing: 'preprocessor_config.json' },
    ]);
    expect(texts).toMatchObject([{ length: 77, pad: 'longest', padToken: '[PAD]', lowerCase: false }]);
  });

  test('brings the weights beside each graph, and no other graph’s', () => {
    const { images, texts } = space(
      [
        ...COMMON,
        'onnx/vision_model_q4.onnx',
        'onnx/vision_model_q4.onnx_data',
        'onnx/vision_model_q4.onnx_data_1',
        'onnx/vision_model_q4f16.onnx',
        'onnx/vision_model_q4f16.onnx_data',
        'onnx/text_model.onnx',
        'onnx/text_model.onnx.data',
      ],
      { 'config.json': CLIP },
    );
    expect(images.map(({ files }) => paths(files)?.slice(1))).toEqual([
      ['onnx/vision_model_q4f16.onnx', 'onnx/vision_model_q4f16.onnx_data'],
      ['onnx/vision_model_q4.onnx', 'onnx/vision_model_q4.onnx_data', 'onnx/vision_model_q4.onnx_data_1'],
    ]);
    expect(paths(texts[0]?.files)).toEqual([
      'tokenizer.json',
      'onnx/text_model.onnx',
      'onnx/text_model.onnx.data',
    ]);
  });
});

test('a folder as UForm lays it out: its config says length and padding', () => {
  const { dimension, images, texts } = space(['tokenizer.json', 'image_encoder.onnx', 'text_encoder.onnx'], {
    'config.json': {
      image_encoder: { image_size: 224 },
      text_encoder: { embedding_dim: 256, max_position_embeddings: 50, padding_idx: 1 },
    },
  });
  expect(dimension).toBe(256);
  expect(images).toMatchObject([{ graph: 'image_encoder.onnx', preprocessing: 'config.json' }]);
  expect(paths(images[0]?.files)).toEqual(['config.json', 'image_encoder.onnx']);
  expect(texts).toMatchObject([{ graph: 'text_encoder.onnx', length: 50, pad: 'length', padToken: 1 }]);
});

describe('a folder as open_clip lays it out', () => {
  const config = (text_cfg: object) => ({
    'open_clip_config.json': { model_cfg: { embed_dim: 512, text_cfg }, preprocess_cfg: {} },
  });
  const files = ['tokenizer.json', 'visual.onnx', 'textual.onnx'];

  test('with CLIP’s tokenizer is filled up with 0, to its own length', () => {
    const { dimension, images, texts } = space(files, config({ context_length: 32 }));
    expect(dimension).toBe(512);
    expect(images).toMatchObject([{ graph: 'visual.onnx', preprocessing: 'open_clip_config.json' }]);
    expect(texts).toMatchObject([{ length: 32, pad: 'length', padToken: 0, lowerCase: false }]);
  });

  test('with another tokenizer is filled up with that one’s token', () => {
    const hf = { hf_tokenizer_name: 'somebody/gemma', tokenizer_kwargs: { clean: 'canonicalize' } };
    const { texts } = space(files, {
      ...config(hf),
      'tokenizer_config.json': { pad_token: '<pad>' },
    });
    expect(texts).toMatchObject([{ length: 77, padToken: '<pad>', lowerCase: true }]);
  });
});

test.each([
  ['no config.json', ['tokenizer.json', ...BOTH], {}, 'config.json'],
  [
    'nothing about pictures',
    ['tokenizer.json', ...BOTH],
    { 'config.json': CLIP },
    'preprocessor_config.json',
  ],
  ['no tokenizer', ['preprocessor_config.json', ...BOTH], { 'config.json': CLIP }, 'tokenizer.json'],
  ['no length of embeddings', [...COMMON, ...BOTH], { 'config.json': {} }, 'length of its embeddings'],
  ['no graph', COMMON, { 'config.json': CLIP }, 'vision_model.onnx'],
  [
    'a vision encoder whose features another graph reads',
    [...COMMON, 'onnx/vision_encoder_q4f16.onnx', 'onnx/model_q4f16.onnx'],
    { 'config.json': { model_type: 'embedding_gemma2', projection_dim: 768 } },
    'features',
  ],
])('%s is said', (_, files, configs, words) => {
  expect(() => space(files, configs)).toThrow(
    expect.objectContaining({ code: 'model-unsupported', message: expect.stringContaining(words) }),
  );
});
