import { constants } from 'node:zlib';
import preact from '@preact/preset-vite';
import { defineConfig, type PluginOption } from 'vite';
import { compression, defineAlgorithm } from 'vite-plugin-compression2';
import { VitePWA } from 'vite-plugin-pwa';
import { cities } from './tools/vite/cities.ts';
import { isFirstPaint } from './tools/vite/first-paint.ts';
import { HEADERS } from './tools/vite/isolation.ts';
import { kernel } from './tools/vite/kernel.ts';
import { manifest } from './tools/vite/manifest.ts';
import { oneRuntime } from './tools/vite/one-runtime.ts';
import { serveCompressed } from './tools/vite/serve-compressed.ts';
import { standInHashes } from './tools/vite/stand-in-hashes.ts';
import { starterModel } from './tools/vite/starter-model.ts';

/** `--mode stand-ins`: the same app for tests with models made by script, in a folder of its own. */
const STAND_INS = 'stand-ins';

export default defineConfig(({ mode }) => ({
  plugins: [
    ...workerPlugins(mode),
    preact(),
    cities(),
    starterModel(import.meta.dirname),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/app',
      filename: 'sw.ts',
      registerType: 'prompt',
      injectRegister: false,
      manifest,
      injectManifest: {
        // The service worker precaches the shell, and keeps the runtime (wasm, mjs) after the first visit.
        globPatterns: ['index.html', 'assets/*.{js,css,mjs,wasm}', 'icons/*'],
        // The runtime for WebGPU is twice as large, and kept where it is used.
        globIgnores: ['**/*.asyncify*'],
        maximumFileSizeToCacheInBytes: 20_000_000,
      },
    }),
    compression({
      include: /\.(js|mjs|css|html|json|svg|wasm|onnx|webmanifest)$/,
      threshold: 1024,
      // Quality 6 is within 2 % of the best and takes a second instead of a minute.
      algorithms: [
        defineAlgorithm('brotliCompress', { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
        defineAlgorithm('gzip', { level: 6 }),
      ],
    }),
    serveCompressed(),
  ],
  resolve: {
    conditions: ['onnxruntime-web-use-extern-wasm', 'module', 'browser', 'development|production'],
  },
  worker: {
    format: 'es',
    plugins: () => workerPlugins(mode),
  },
  build: {
    outDir: mode === STAND_INS ? 'dist-stand-ins' : 'dist',
    target: 'es2023',
    // Kernels and the runtime are kept out of scripts by their own means.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [{ name: 'base', test: isFirstPaint }] },
      },
    },
  },
  server: { headers: developmentHeaders() },
}));

/** Plugins that the page and its workers need alike: workers are bundled by themselves. */
function workerPlugins(mode: string): PluginOption[] {
  const standIns = standInHashes(import.meta.dirname, '.cache/standins/tiny/files.json');
  return [kernel(), oneRuntime(), ...(mode === STAND_INS ? [standIns] : [])];
}

/** Vite's own client needs inline scripts and a socket, so the content policy is for builds only. */
function developmentHeaders(): Record<string, string> {
  const { 'Content-Security-Policy': _, ...headers } = HEADERS;
  return headers;
}
