/** Microsoft's TinyCLIP, the small tier: both towers in one graph of 24 MB. */

import type { Space } from '#core/space';
import { hub, imageEncoder, textEncoder } from './make';

const TINYCLIP = hub(
  'onnx-community/TinyCLIP-ViT-8M-16-Text-3M-YFCC15M-ONNX',
  '9463a9c508a344c837ffefe9d724f3827bf2dc79',
);

const GRAPH = { precision: 'q8', graph: 'onnx/model_quantized.onnx', combined: true } as const;

export const TINYCLIP_8M: Space = {
  id: 'tinyclip-8m',
  name: 'TinyCLIP 8M',
  dimension: 512,
  multiplyAdds: 1.79e9,
  images: [imageEncoder(TINYCLIP, { id: 'tinyclip-8m/image/q8', ...GRAPH, backends: ['wasm', 'tower'] })],
  texts: [
    textEncoder(TINYCLIP, {
      id: 'tinyclip-8m/text/q8',
      ...GRAPH,
      languages: ['en'],
      // The graph takes the highest id as the end of the text, which CLIP's padding would share.
      padToken: 0,
    }),
  ],
  licence: 'MIT',
  unverified: [],
};
