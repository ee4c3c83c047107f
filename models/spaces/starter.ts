/** Small model bundled with the app. Its card: models/starter/MODEL_CARD.md. */

import type { Space } from '#core/space';

const home = { kind: 'app', base: 'models/starter/' } as const;

export const STARTER: Space & { multiplyAdds: number } = {
  id: 'starter-2',
  name: 'Starter',
  dimension: 256,
  multiplyAdds: 0.63e9,
  images: [
    {
      id: 'starter-2/image/fp32',
      home,
      files: [
        {
          path: 'preprocessor_config.json',
          bytes: 482,
          sha256: '29f96cbb9c3b147dba47abbf7947e2f691702c2e760d0aeb26da18cbd614e8a8',
        },
        {
          path: 'onnx/vision_model.onnx',
          bytes: 7_780_103,
          sha256: 'c770949c8ce700893dce9a9e6038d7d068b7e2ee14a25c5c6653f99ed325529f',
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
      id: 'starter-2/text/fp32',
      home,
      files: [
        {
          path: 'tokenizer.json',
          bytes: 233_285,
          sha256: 'ca73eb5b2ed5c2481e6670839cb8f4cb581e1a014255c4394ddd5c46d4347980',
        },
        {
          path: 'onnx/text_model.onnx',
          bytes: 1_959_991,
          sha256: '0c095a8f65626dab74861e8c2e0697716504bdf45029cb878589d4bfc3fa346b',
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
      dense: null,
      languages: ['en', 'zh', 'ja'],
      templates: [],
    },
  ],
  // The trunk EfficientNet-Lite0 is Apache-2.0: models/starter/NOTICE.md.
  licence: 'MIT AND Apache-2.0',
  unverified: [],
};
