/** Chinese-CLIP ViT-B/16: both towers in one graph, queries in Chinese. */

import type { Space } from '#core/space';
import { hub, imageEncoder, textEncoder } from './make';

const CHINESE_CLIP = hub('Xenova/chinese-clip-vit-base-patch16', 'f26904860903e70e050b8f48255e5f48401816e9');

const GRAPH = { precision: 'q4', graph: 'onnx/model_q4.onnx', combined: true } as const;

export const CHINESE_CLIP_B16: Space = {
  id: 'chinese-clip-b16',
  name: 'Chinese-CLIP ViT-B/16',
  dimension: 512,
  multiplyAdds: 17.6e9,
  images: [imageEncoder(CHINESE_CLIP, { id: 'chinese-clip-b16/image/q4', ...GRAPH })],
  texts: [
    textEncoder(CHINESE_CLIP, {
      id: 'chinese-clip-b16/text/q4',
      ...GRAPH,
      languages: ['zh'],
      length: 52,
      padToken: '[PAD]',
    }),
  ],
  licence: 'Apache-2.0',
  unverified: [],
};
