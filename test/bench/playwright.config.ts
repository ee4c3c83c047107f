import { defineConfig } from '@playwright/test';
import { findBrowser } from '../../tools/browser.mjs';
import { BROWSER_ARGS } from '../../tools/browser-args.mjs';

export const APP = 'http://localhost:4190';
export const BENCH = 'http://localhost:4191';

export default defineConfig({
  testDir: '.',
  testMatch: '*.bench.ts',
  workers: 1,
  timeout: 600_000,
  expect: { timeout: 60_000 },
  outputDir: '../../test-results/bench',
  reporter: 'list',
  use: {
    launchOptions: { executablePath: findBrowser() ?? '', args: BROWSER_ARGS },
    locale: 'en-US',
    viewport: { width: 1440, height: 900 },
  },
  webServer: [
    { command: 'npx vite preview --port 4190 --strictPort', url: APP, cwd: '../..', timeout: 300_000 },
    {
      command:
        'npx vite build -c test/bench/vite.config.ts && npx vite preview -c test/bench/vite.config.ts --port 4191 --strictPort',
      url: BENCH,
      cwd: '../..',
      // It builds the page first.
      timeout: 300_000,
    },
  ],
});
