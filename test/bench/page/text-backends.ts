/** What runs a text encoder, by the names that tables give. */

import type { TextBackend } from '#core/space';

export const TEXT_BACKENDS: Readonly<Record<string, TextBackend>> = {
  'onnxruntime-web': 'wasm',
  'our runtime of towers': 'tower',
};
