import { constants } from 'node:zlib';
import preact from '@preact/preset-vite';
import { defineConfig, type PluginOption } from 'vite';
import { compression, defineAlgorithm } from 'vite-plugin-compression2';
import { VitePWA } from 'vite-plugin-pwa';
import { HEADERS } from './src/core/headers.ts';
import { bundledModels } from './tools/vite/bundled-models.ts';
import { cities } from './tools/vite/cities.ts';
import { firstScreen } from './tools/vite/first-screen.ts';
import { hostFiles } from './tools/vite/host-files.ts';
import { kernel } from './tools/vite/kernel.ts';
import { land } from './tools/vite/land.ts';
import { assetFileNames, chunkFileNames } from './tools/vite/later-files.ts';
import { manifest } from './tools/vite/manifest.ts';
import { oneRuntime } from './tools/vite/one-runtime.ts';
import { pageChunks } from './tools/vite/page-chunks.ts';
import { serveCompressed } from './tools/vite/serve-compressed.ts';
import { standInHashes } from './tools/vite/stand-in-hashes.ts';
import { standInStarter, standInTower } from './tools/vite/stand-in-starter.ts';
import { verified } from './tools/vite/verified.ts';
import { workerStart } from './tools/vite/worker-start.ts';

/** `--mode stand-ins` builds the app for tests with generated models, also a small starter, into its own folder. */
const STAND_INS = 'stand-ins';

export default defineConfig(({ mode }) => ({
  // Relative, so that one build works in any folder of any host.
  base: './',
  plugins: [
    ...workerPlugins(mode),
    preact(),
    cities(),
    land(),
    firstScreen(import.meta.dirname),
    bundledModels(import.meta.dirname, mode === STAND_INS ? standInTower(import.meta.dirname) : {}),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/app',
      filename: 'sw.ts',
      registerType: 'prompt',
      injectRegister: false,
      manifest,
      injectManifest: {
        // The service worker precaches the shell, and caches the runtime (wasm, mjs) after the first visit. Of decoders
        // and of the models of words and faces it only learns which are of this version.
        globPatterns: [
          'index.html',
          'assets/*.{js,css,mjs,wasm}',
          'assets/{decoders,words,faces}/*.{js,wasm,onnx,txt}',
          'icons/*',
        ],
        // The runtime for WebGPU is twice as large, and only cached on first use.
        globIgnores: ['**/*.asyncify*'],
        maximumFileSizeToCacheInBytes: 20_000_000,
      },
    }),
    compression({
      include: /\.(js|mjs|css|html|json|svg|wasm|onnx|txt|webmanifest)$/,
      threshold: 1024,
      // Quality 6 is within 2 % of the best and takes a second instead of a minute.
      algorithms: [
        defineAlgorithm('brotliCompress', { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
        defineAlgorithm('gzip', { level: 6 }),
      ],
    }),
    hostFiles(),
    serveCompressed(),
  ],
  resolve: {
    conditions: ['onnxruntime-web-use-extern-wasm', 'module', 'browser', 'development|production'],
  },
  worker: {
    format: 'es',
    plugins: () => workerPlugins(mode),
    rolldownOptions: { output: { chunkFileNames, assetFileNames, codeSplitting: { groups: [workerStart] } } },
  },
  build: {
    outDir: mode === STAND_INS ? 'dist-stand-ins' : 'dist',
    target: 'es2023',
    // Nothing is inlined: kernels and the runtime must stay separate files.
    assetsInlineLimit: 0,
    // Every browser that runs this target preloads modules by itself.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      output: { codeSplitting: { groups: pageChunks } },
    },
  },
  server: { headers: developmentHeaders() },
}));

/** Returns the plugins that both the page and its workers need: workers are bundled separately. */
function workerPlugins(mode: string): PluginOption[] {
  const standIns = [
    standInHashes(import.meta.dirname, '.cache/standins/tiny/files.json'),
    standInStarter(import.meta.dirname),
  ];
  return [kernel(), verified(), oneRuntime(), ...(mode === STAND_INS ? standIns : [])];
}

/** Removes the content security policy in development: Vite's client needs inline scripts and a socket. */
function developmentHeaders(): Record<string, string> {
  const { 'Content-Security-Policy': _, ...headers } = HEADERS;
  return headers;
}
