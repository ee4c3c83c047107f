/**
 * OpenAI's CLIP ViT-B/32, the standard model. Its own text encoder is English; another one was distilled into
 * the same space for fifty languages, so changing the language of queries never re-encodes the library.
 */

import type { Space } from '#core/space';
import { hub, imageEncoder, MANY_LANGUAGES, madeOf, textEncoder } from './make';

const CLIP = hub('Xenova/clip-vit-base-patch32', 'd15189d7028b43f1d3e65039190477f6af591c2a');

const MULTILINGUAL = hub(
  'sentence-transformers/clip-ViT-B-32-multilingual-v1',
  '58edf8cada9e398793dca955574a48cbb7f18be2',
);

const FP16 = imageEncoder(CLIP, {
  id: 'clip-b32/image/fp16',
  precision: 'fp16',
  graph: 'onnx/vision_model_fp16.onnx',
});

export const CLIP_B32: Space = {
  id: 'clip-b32',
  name: 'CLIP ViT-B/32',
  dimension: 512,
  multiplyAdds: 4.41e9,
  images: [
    imageEncoder(CLIP, {
      id: 'clip-b32/image/q8',
      precision: 'q8',
      graph: 'onnx/vision_model_quantized.onnx',
      // WebGPU has no kernels for its 8-bit matrix products.
      backends: ['wasm', 'tower'],
    }),
    FP16,
    madeOf(FP16, 'clip-b32/image/made-q8'),
    imageEncoder(CLIP, {
      id: 'clip-b32/image/q4f16',
      precision: 'q4f16',
      graph: 'onnx/vision_model_q4f16.onnx',
    }),
  ],
  texts: [
    textEncoder(CLIP, {
      id: 'clip-b32/text/q8',
      precision: 'q8',
      graph: 'onnx/text_model_quantized.onnx',
      languages: ['en'],
      templates: ['a photo of {}'],
    }),
    textEncoder(CLIP, {
      id: 'clip-b32/text/fp16',
      precision: 'fp16',
      graph: 'onnx/text_model_fp16.onnx',
      languages: ['en'],
      templates: ['a photo of {}'],
    }),
    textEncoder(MULTILINGUAL, {
      id: 'clip-b32/text/multilingual',
      precision: 'q8',
      graph: 'onnx/model_qint8_arm64.onnx',
      outputs: ['last_hidden_state', 'token_embeddings'],
      languages: MANY_LANGUAGES,
      length: 128,
      padToken: '[PAD]',
      // Its vocabulary is cased, but it was trained on queries in lower case.
      lowerCase: true,
      dense: '2_Dense/model.safetensors',
    }),
  ],
  licence: 'MIT, Apache-2.0',
  published: { percent: { en: 30.4 }, trained: false, source: 'open_clip' },
  unverified: [],
};
