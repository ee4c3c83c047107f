/**
 * OpenCLIP's ViT-B/32 at 256 pixels, trained on DataComp: as fast as the standard, with better results. Published
 * only with full weights (606 MB), graphs and tokenizer in two repositories.
 */

import type { Space } from '#core/space';
import { CLIP_PREPROCESSING, hub, imageEncoder, madeOf, textEncoder } from './make';

// This repository squashes its history: if the revision disappears, it takes a mirror of the user's own.
const GRAPHS = hub('yurijmikhalevich/rclip-models', '17b9d07433aad73f70d338d8a1c7a4cef83887e0');
const TOKENIZER = hub(
  'laion/CLIP-ViT-B-32-256x256-DataComp-s34B-b86K',
  '4afec35ffe57a943d569ff7ee888061830164da8',
);

const FOLDER = 'ViT-B-32-256-datacomp_s34b_b86k';
const TEXT = `${FOLDER}/textual.onnx`;

const FP32 = imageEncoder(GRAPHS, {
  id: 'openclip-b32-256/image/fp32',
  precision: 'fp32',
  graph: `${FOLDER}/visual.onnx`,
  outputs: ['output'],
  preprocessing: { ...CLIP_PREPROCESSING, size: 256 },
});

export const OPENCLIP_B32_256: Space = {
  id: 'openclip-b32-256',
  name: 'OpenCLIP ViT-B/32-256 DataComp',
  dimension: 512,
  multiplyAdds: 5.75e9,
  images: [
    FP32,
    // Its source may be deleted once it is made: 97 MB instead of 352.
    madeOf(FP32, 'openclip-b32-256/image/made-q8'),
  ],
  texts: [
    textEncoder(GRAPHS, {
      id: 'openclip-b32-256/text/fp32',
      precision: 'fp32',
      graph: TEXT,
      files: [...TOKENIZER.filesFrom('tokenizer.json'), ...GRAPHS.files(TEXT)],
      outputs: ['output'],
      languages: ['en'],
      pad: 'length',
      padToken: 0,
    }),
  ],
  licence: 'MIT',
  published: { percent: { en: 39.9 }, trained: false, source: 'open_clip' },
  unverified: [],
};
