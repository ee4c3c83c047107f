/** Unum's UForm 3: small 8-bit encoders, one pair for English and one pair for 21 languages. */

import type { EncoderId, Space } from '#core/space';
import { type Hub, hub, imageEncoder, textEncoder } from './make';

const SMALL = hub('unum-cloud/uform3-image-text-english-small', '34ed1bcce9ea1a35405bc6c069fc311220a70cb3');
const MULTILINGUAL = hub(
  'unum-cloud/uform3-image-text-multilingual-base',
  '5582c4ebfbc538afb95df03b6bbba93cf34f3940',
);

/** The graphs also output `features`, which are not projected into the common space. */
const outputs = ['embeddings'];

function image(from: Hub, id: EncoderId) {
  return imageEncoder(from, {
    id,
    precision: 'q8',
    graph: 'image_encoder.onnx',
    outputs,
    // Graphics processors have no kernels for its 8-bit matrix products.
    backends: ['wasm', 'tower'],
    preprocessing: 'config.json',
  });
}

function text(from: Hub, id: EncoderId, languages: string[]) {
  return textEncoder(from, {
    id,
    precision: 'q8',
    graph: 'text_encoder.onnx',
    outputs,
    languages,
    length: 50,
    pad: 'length',
    padToken: 1,
  });
}

export const UFORM3_SMALL: Space = {
  id: 'uform3-small',
  name: 'UForm 3 Small',
  dimension: 256,
  multiplyAdds: 4.6e9,
  images: [image(SMALL, 'uform3-small/image/q8')],
  texts: [text(SMALL, 'uform3-small/text/q8', ['en'])],
  about: 61_000_000,
  licence: 'Apache-2.0',
  unverified: ['hash'],
};

/** The list of its authors. */
const LANGUAGES = 'en zh ja ko ar hy fr de he hi id it fa pl pt ru es th tr uk vi'.split(' ');

export const UFORM3_MULTILINGUAL: Space = {
  id: 'uform3-multilingual',
  name: 'UForm 3 Multilingual Base',
  dimension: 256,
  multiplyAdds: 17.6e9,
  images: [image(MULTILINGUAL, 'uform3-multilingual/image/q8')],
  texts: [text(MULTILINGUAL, 'uform3-multilingual/text/q8', LANGUAGES)],
  about: 198_000_000,
  licence: 'Apache-2.0',
  published: { percent: { en: 37.7, ja: 32.6, zh: 32.2 }, trained: true, source: 'Unum' },
  unverified: ['hash'],
};
