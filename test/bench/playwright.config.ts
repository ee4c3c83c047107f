import { defineConfig } from '@playwright/test';
import { findBrowser } from '../../tools/browser.mjs';
import { BROWSER_ARGS } from '../../tools/browser-args.mjs';

/** `BENCH_PORT` moves the servers, so that two checkouts can be measured at once. */
const PORT = Number(process.env.BENCH_PORT ?? 4190);

export const APP = `http://localhost:${PORT}`;
export const BENCH = `http://localhost:${PORT + 1}`;

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
    { command: `npx vite preview --port ${PORT} --strictPort`, url: APP, cwd: '../..', timeout: 300_000 },
    {
      command: `npx vite build -c test/bench/vite.config.ts && npx vite preview -c test/bench/vite.config.ts --port ${PORT + 1} --strictPort`,
      url: BENCH,
      cwd: '../..',
      // It builds the page first.
      timeout: 300_000,
    },
  ],
});
