/**
 * transformers.js brings its own, larger runtime, and only its tokenizers are used here: it gets the
 * plain build that the app has anyway. The app's own import of the WebGPU build stays what it is.
 */

import type { Plugin } from 'vite';

const LARGE = 'onnxruntime-web/webgpu';
const PLAIN = 'onnxruntime-web/wasm';

export function oneRuntime(): Plugin {
  return {
    name: 'mitsuke-one-runtime',
    enforce: 'pre',
    resolveId(source, importer) {
      const fromTransformers = importer?.includes('/@xenova/transformers/') ?? false;
      return source === LARGE && fromTransformers ? this.resolve(PLAIN, importer, { skipSelf: true }) : null;
    },
  };
}
