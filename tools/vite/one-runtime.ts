/**
 * Redirects transformers.js from its larger runtime to the plain build that the app contains anyway, because
 * only its tokenizers are used. The app's own import of the WebGPU build is unchanged.
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
