import { defineConfig } from '@playwright/test';
import { findBrowser } from '../../tools/browser.mjs';
import { BROWSER_ARGS } from '../../tools/browser-args.mjs';

const APP_PORT = 4194;
const MIRROR_PORT = 4195;

export const APP = `http://localhost:${APP_PORT}`;
export const MIRROR = `http://localhost:${MIRROR_PORT}`;

/** `SOAK_MINUTES` sets how long it runs: ten by default, sixty before a release. */
export const MINUTES = Number(process.env.SOAK_MINUTES ?? 10);

export default defineConfig({
  testDir: '.',
  workers: 1,
  timeout: (MINUTES + 10) * 60_000,
  expect: { timeout: 120_000 },
  outputDir: '../../test-results/soak',
  reporter: 'list',
  use: {
    launchOptions: { executablePath: findBrowser() ?? '', args: BROWSER_ARGS },
    baseURL: APP,
    locale: 'en-US',
    viewport: { width: 1440, height: 900 },
    serviceWorkers: 'block',
  },
  webServer: [
    {
      command: `npx vite preview --port ${APP_PORT} --strictPort --mode stand-ins`,
      url: APP,
      cwd: '../..',
    },
    {
      command: `node test/fixtures/standins/mirror.mjs ${MIRROR_PORT}`,
      port: MIRROR_PORT,
      cwd: '../..',
    },
  ],
});
