import { defineConfig } from '@playwright/test';
import type { Origins } from './test/e2e/app.ts';
import { findBrowser } from './tools/browser.mjs';
import { TEST_BROWSER_ARGS } from './tools/browser-args.mjs';

const APP = 4180;
/** The app with the catalogue's hashes replaced by those of the stand-ins, and a mirror that has these. */
const APP_STAND_INS = 4181;
const MIRROR = 4182;

const preview = (port: number, mode: string) => ({
  command: `npx vite preview --port ${port} --strictPort ${mode}`,
  url: `http://localhost:${port}`,
  reuseExistingServer: false,
  cwd: import.meta.dirname,
});

/** Behaviour, in a real browser, on the production build. */
export default defineConfig<Origins>({
  testDir: 'test/e2e',
  outputDir: 'test-results/e2e',
  // Both cores are busy with one: two at a time took as long, and disturbed each other.
  workers: 1,
  timeout: 120_000,
  // A busy machine is slow, and nothing here is decided by time.
  expect: { timeout: 60_000 },
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    launchOptions: { executablePath: findBrowser() ?? '', args: TEST_BROWSER_ARGS },
    // It keeps the whole app for times without a network, in every fresh profile: tests about that allow it.
    serviceWorkers: 'block',
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'Asia/Tokyo',
    // A trace takes the body of every answer, models too, and a fifth of the time: `--trace on` where one is wanted.
    trace: 'off',
    screenshot: 'only-on-failure',
  },
  projects: [
    {
      name: 'app',
      testIgnore: ['models/**', 'box/**'],
      use: { baseURL: `http://localhost:${APP}` },
    },
    {
      name: 'box',
      testMatch: 'box/*.spec.ts',
      use: { baseURL: `http://localhost:${APP}` },
    },
    {
      name: 'models',
      testMatch: 'models/*.spec.ts',
      use: { baseURL: `http://localhost:${APP_STAND_INS}`, mirror: `http://localhost:${MIRROR}` },
    },
  ],
  webServer: [
    preview(APP, ''),
    preview(APP_STAND_INS, '--mode stand-ins'),
    {
      command: `node test/fixtures/standins/mirror.mjs ${MIRROR}`,
      port: MIRROR,
      reuseExistingServer: false,
      cwd: import.meta.dirname,
    },
  ],
});
