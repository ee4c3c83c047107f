/**
 * The models that Mitsuke knows, as data. Each file is named with its size and SHA-256,
 * so that nothing but these very bytes is ever used.
 */

import { Problem } from '#core/errors';
import type { Model, ModelFile } from '#core/space';

const CONFIG: ModelFile = {
  path: 'config.json',
  bytes: 855,
  sha256: '9a815b864cb40d758d51a586f187346e7412d367a33f6bfae2cf6bf3ef5e7b62',
};

/** The small model that comes with the app. Its card: models/starter/MODEL_CARD.md. */
const STARTER: Model = {
  id: 'starter',
  space: 'starter-1',
  dimension: 256,
  build: 'fp32',
  base: 'models/starter/',
  files: {
    image: [
      CONFIG,
      {
        path: 'preprocessor_config.json',
        bytes: 482,
        sha256: '29f96cbb9c3b147dba47abbf7947e2f691702c2e760d0aeb26da18cbd614e8a8',
      },
      {
        path: 'onnx/vision_model.onnx',
        bytes: 7_474_394,
        sha256: '760445a17b27f217ce4880fe06719cd02ccd62b606dd983a49bfc60a38ef45b2',
      },
    ],
    text: [
      CONFIG,
      {
        path: 'tokenizer.json',
        bytes: 231_297,
        sha256: 'f0f262234f769299cb635d8466ed93dfe5a53772ee5c4fe354533f8b5479b658',
      },
      {
        path: 'tokenizer_config.json',
        bytes: 394,
        sha256: '590985110bd72c76826b66a4da4e1749321b7120794bbcae8530c93c5a2184d7',
      },
      {
        path: 'onnx/text_model.onnx',
        bytes: 2_052_188,
        sha256: '81aa8b57c3bb36c5aaf16553456c74ef96f499e48a650ae9da2ffe0b052dd285',
      },
    ],
  },
  tensors: {
    image: { input: 'pixel_values', output: 'image_embeds' },
    text: { input: 'input_ids', output: 'text_embeds' },
  },
  licence: 'MIT',
  languages: ['en', 'zh', 'ja'],
  template: 'a photo of {}',
  unrelated: {
    text: { mean: -0.039, deviation: 0.117 },
    photo: { mean: 0.142, deviation: 0.189 },
  },
};

export const MODELS: readonly Model[] = [STARTER];

/** The model that a new library starts with. */
export const DEFAULT_MODEL = STARTER;

/** @throws Problem `model-unsupported` where the catalogue has no such model */
export function modelById(id: string): Model {
  const model = MODELS.find((each) => each.id === id);
  if (!model) throw new Problem('model-unsupported', `There is no model "${id}" in the catalogue.`);
  return model;
}
