import { resolve } from 'node:path';
import sirv from 'sirv';
import { defineConfig, mergeConfig, type Plugin } from 'vite';
import { HEADERS } from '../../src/core/headers.ts';
import { bundledModels } from '../../tools/vite/bundled-models.ts';
import { kernel } from '../../tools/vite/kernel.ts';
import { verified } from '../../tools/vite/verified.ts';

/** Serves the full-size stand-ins under `/full/`, because they are too large to copy into a build. */
const fullStandIns: Plugin = {
  name: 'mitsuke-full-stand-ins',
  configurePreviewServer({ middlewares }) {
    middlewares.use('/full', sirv('.cache/standins/full'));
  },
};

/** The benchmark page: Mitsuke's workers and transformers.js, on one runtime, in one browser. */
const shared = {
  plugins: [kernel(), verified()],
  resolve: {
    alias: [
      { find: /^onnxruntime-web\/webgpu$/, replacement: 'onnxruntime-web/wasm' },
      {
        find: 'transformers-as-published',
        replacement: resolve('node_modules/@xenova/transformers/dist/transformers.min.js'),
      },
    ],
    conditions: ['onnxruntime-web-use-extern-wasm', 'module', 'browser', 'development|production'],
  },
};

/** Without the content policy: the contenders start scripts in ways of their own. */
const { 'Content-Security-Policy': _, ...headers } = HEADERS;

export default defineConfig(
  mergeConfig(shared, {
    root: 'test/bench/page',
    publicDir: '../../../public',
    plugins: [bundledModels(process.cwd()), fullStandIns],
    worker: { format: 'es' as const, plugins: () => [kernel(), verified()] },
    build: { outDir: '../../../.cache/bench', emptyOutDir: true, target: 'es2023', assetsInlineLimit: 0 },
    preview: { headers },
  }),
);
