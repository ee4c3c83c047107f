/** Small model bundled with the app. Its card: models/starter/MODEL_CARD.md. */

import type { Space } from '#core/space';

const home = { kind: 'app', base: 'models/starter/' } as const;

export const STARTER: Space = {
  id: 'starter-1',
  name: 'Starter',
  dimension: 256,
  images: [
    {
      id: 'starter/image/fp32',
      home,
      files: [
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
      graph: 'onnx/vision_model.onnx',
      combined: false,
      outputs: ['image_embeds'],
      precision: 'fp32',
      // Too small for a graphics processor to repay the 27 MB of the WebGPU runtime.
      backends: ['wasm'],
      preprocessing: 'preprocessor_config.json',
    },
  ],
  texts: [
    {
      id: 'starter/text/fp32',
      home,
      files: [
        {
          path: 'tokenizer.json',
          bytes: 231_297,
          sha256: 'f0f262234f769299cb635d8466ed93dfe5a53772ee5c4fe354533f8b5479b658',
        },
        {
          path: 'onnx/text_model.onnx',
          bytes: 2_052_188,
          sha256: '81aa8b57c3bb36c5aaf16553456c74ef96f499e48a650ae9da2ffe0b052dd285',
        },
      ],
      graph: 'onnx/text_model.onnx',
      combined: false,
      outputs: ['text_embeds'],
      precision: 'fp32',
      length: 77,
      pad: 'longest',
      padToken: '[PAD]',
      lowerCase: false,
      zeroPadding: false,
      dense: null,
      languages: ['en', 'zh', 'ja'],
      templates: ['a photo of {}'],
    },
  ],
  licence: 'MIT',
  unverified: [],
};
