import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { findTestBrowser } from './tools/browser.mjs';
import { SHARED_MEMORY, SOFTWARE_WEBGPU, TEST_BROWSER_ARGS } from './tools/browser-args.mjs';
import { cities } from './tools/vite/cities.ts';
import { kernel } from './tools/vite/kernel.ts';
import { oneRuntime } from './tools/vite/one-runtime.ts';
import { standInHashes } from './tools/vite/stand-in-hashes.ts';
import { verified } from './tools/vite/verified.ts';

/** By default Vitest leaves one core idle: half of a machine with two. */
const ALL_PROCESSORS = '100%';

/** Time-outs only bound failures: property tests run many cases, and the machine may be busy. */
const PATIENCE = { testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: 60_000 } } };

/** Which stand-ins the tests in a browser use; see test/README.md. */
const STAND_INS = process.env.STAND_INS ?? 'tiny';

/** Pure code is tested in Node; code that needs IndexedDB, decoders or WebAssembly SIMD in a real browser. */
export default defineConfig({
  test: {
    projects: [
      {
        plugins: [kernel(), cities()],
        // The agent's own package.json hides the root's `imports` from it.
        resolve: { alias: { '#core': fileURLToPath(new URL('src/core', import.meta.url)) } },
        test: {
          name: 'node',
          maxWorkers: ALL_PROCESSORS,
          ...PATIENCE,
          include: ['test/unit/**/*.test.ts'],
          exclude: ['test/unit/**/*.browser.test.ts'],
          // The style of galleries is a part of what they are. Others are empty here.
          css: { include: /gallery\.css/ },
        },
      },
      {
        resolve: { alias: { '#core': fileURLToPath(new URL('src/core', import.meta.url)) } },
        test: {
          name: 'agent',
          globalSetup: 'test/agent/setup.ts',
          include: ['test/agent/**/*.test.ts'],
          ...PATIENCE,
          // A group of its own, so that these processes do not wait for the browser tests. They mostly wait
          // for time-outs of encoders, so four run at once even on two cores: 67, 39, 30, 27 s with 1 to 4.
          maxWorkers: 4,
          sequence: { groupOrder: 1 },
        },
      },
      {
        plugins: [
          kernel(),
          verified(),
          oneRuntime(),
          standInHashes(import.meta.dirname, `.cache/standins/${STAND_INS}/files.json`),
        ],
        // Pre-bundled: a dependency that Vite discovers later reloads the page under a running test.
        optimizeDeps: {
          include: [
            '@cornerstonejs/codec-openjpeg/decodewasmjs',
            '@jsquash/jxl/codec/enc/jxl_enc.js',
            '@jsquash/jxl/decode',
            '@resvg/resvg-wasm',
            'comlink',
            'exifreader',
            'fake-indexeddb/auto',
            'fast-check',
            'idb',
            'image-size',
            'libheif-js/libheif-wasm/libheif.js',
            'mediabunny',
            'onnxruntime-web/wasm',
            'utif2',
            'onnxruntime-web/webgpu',
            '@preact/signals',
            '@xenova/transformers',
            'brotli-dec-wasm/web',
            'umap-js',
            'valibot',
          ],
        },
        test: {
          name: 'browser',
          ...PATIENCE,
          maxWorkers: ALL_PROCESSORS,
          globalSetup: 'test/unit/setup.ts',
          include: ['test/unit/**/*.browser.test.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                executablePath: findTestBrowser() ?? '',
                args: [...TEST_BROWSER_ARGS, ...SOFTWARE_WEBGPU, SHARED_MEMORY],
              },
              // One with summer time, in which a moment that is not of the wall stands out.
              contextOptions: { timezoneId: 'America/New_York' },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
