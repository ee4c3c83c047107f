import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { findBrowser } from './tools/browser.mjs';
import { BROWSER_ARGS, SOFTWARE_WEBGPU } from './tools/browser-args.mjs';
import { cities } from './tools/vite/cities.ts';
import { kernel } from './tools/vite/kernel.ts';
import { oneRuntime } from './tools/vite/one-runtime.ts';
import { standInHashes } from './tools/vite/stand-in-hashes.ts';

/** Pure rooms run in Node; what needs real IndexedDB, decoders or WebAssembly SIMD runs in a real browser. */
export default defineConfig({
  test: {
    projects: [
      {
        plugins: [kernel(), cities()],
        test: {
          name: 'node',
          include: ['test/unit/**/*.test.ts'],
          exclude: ['test/unit/**/*.browser.test.ts'],
        },
      },
      {
        plugins: [
          kernel(),
          oneRuntime(),
          standInHashes(import.meta.dirname, '.cache/standins/tiny/files.json'),
        ],
        test: {
          name: 'browser',
          globalSetup: 'test/unit/setup.ts',
          include: ['test/unit/**/*.browser.test.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                executablePath: findBrowser() ?? '',
                args: [...BROWSER_ARGS, ...SOFTWARE_WEBGPU],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
