/** LINE's Japanese CLIP (base, version 2) as exported by AUXOUT: small vectors, queries in Japanese. */

import type { Space } from '#core/space';
import { CLIP_PREPROCESSING, hub, imageEncoder, textEncoder } from './make';

const JAPANESE_CLIP = hub(
  'AUXOUT-TEAM/clip-japanese-base-v2-onnx',
  'c924148be2e25b6e4d98e66d8dc1768adb72d079',
);

export const JAPANESE_CLIP_BASE: Space = {
  id: 'japanese-clip-base',
  name: 'CLIP Japanese Base v2',
  dimension: 256,
  multiplyAdds: 17.6e9,
  images: [
    imageEncoder(JAPANESE_CLIP, {
      id: 'japanese-clip-base/image/q4f16',
      precision: 'q4f16',
      graph: 'onnx/vision_model_q4f16.onnx',
      outputs: ['image_embeds', 'image_features', 'pooler_output', 'output'],
      // The repository has no preprocessor_config.json; this is how projects that use the model prepare pictures.
      preprocessing: { ...CLIP_PREPROCESSING, fit: 'letterbox', filter: 'bilinear' },
    }),
  ],
  texts: [
    textEncoder(JAPANESE_CLIP, {
      id: 'japanese-clip-base/text/q4f16',
      precision: 'q4f16',
      graph: 'onnx/text_model_q4f16.onnx',
      outputs: ['text_embeds', 'text_features', 'pooler_output', 'output'],
      languages: ['ja'],
      // [CLS] and the text's tokens, without an end token. Texts run alone, so the mask is all ones.
      firstToken: 4,
      pad: 'never',
    }),
  ],
  about: 144_627_423,
  licence: 'Apache-2.0',
  unverified: ['tensors'],
};
