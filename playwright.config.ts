import { defineConfig } from '@playwright/test';
import type { Origins } from './test/e2e/app.ts';
import { PORTS } from './test/e2e/ports.ts';
import { findTestBrowser } from './tools/browser.mjs';
import { TEST_BROWSER_ARGS } from './tools/browser-args.mjs';

const preview = (port: number, mode: string) => ({
  command: `npx vite preview --port ${port} --strictPort ${mode}`,
  url: `http://localhost:${port}`,
  reuseExistingServer: false,
  cwd: import.meta.dirname,
});

/**
 * Specs that add photos and judge nothing that the starter sees in them. They run on the build of stand-ins, whose
 * starter has a small image tower: the real one is most of what they would cost.
 */
const ANY_TOWER = [
  'accessibility',
  'atlas',
  'backup',
  'conditions',
  'damage',
  'days',
  'first-screen',
  'folders-over-time',
  'fuzzed',
  'gallery',
  'grid',
  'kill-tab',
  'labels',
  'library',
  'live-photos',
  'lost-connection',
  'offers',
  'people',
  'phones',
  'read-anew',
  'screen-keyboard',
  'sentence',
  'sidecars',
  'taking-out',
  'teaching',
  'view-transitions',
  'words',
  'zones',
].map((name) => `${name}.spec.ts`);

/** End-to-end tests in a real browser, on the production build. */
export default defineConfig<Origins>({
  testDir: 'test/e2e',
  outputDir: 'test-results/e2e',
  // One more than the two processors that a run is planned for: tests also wait, for browsers, servers and boxes.
  workers: 3,
  // Generous, because a busy machine is several times slower, and no outcome depends on time.
  timeout: 360_000,
  expect: { timeout: 60_000 },
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    launchOptions: { executablePath: findTestBrowser() ?? '', args: TEST_BROWSER_ARGS },
    // It would precache the whole app in every fresh profile; tests of offline use allow it.
    serviceWorkers: 'block',
    // Less than the test's, so that a click on what is not there is told as that.
    actionTimeout: 120_000,
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'Asia/Tokyo',
    // Traces record all response bodies, models too, and take a fifth of a run; `--trace on` enables them.
    trace: 'off',
    screenshot: 'only-on-failure',
  },
  projects: [
    {
      // Begins first: it lasts half of the run, and mostly waits for workers to end.
      name: 'soak',
      testDir: 'test/soak',
      use: { baseURL: `http://localhost:${PORTS.standIns}`, mirror: `http://localhost:${PORTS.mirror}` },
    },
    {
      name: 'app',
      testIgnore: ['models/**', 'box/**', 'engines/**', ...ANY_TOWER],
      use: { baseURL: `http://localhost:${PORTS.app}` },
    },
    {
      name: 'any-tower',
      testMatch: ANY_TOWER,
      use: { baseURL: `http://localhost:${PORTS.standIns}` },
    },
    {
      name: 'box',
      testMatch: 'box/*.spec.ts',
      use: { baseURL: `http://localhost:${PORTS.app}` },
    },
    { name: 'engines', testMatch: 'engines/*.spec.ts' },
    {
      name: 'models',
      testMatch: 'models/*.spec.ts',
      use: { baseURL: `http://localhost:${PORTS.standIns}`, mirror: `http://localhost:${PORTS.mirror}` },
    },
  ],
  webServer: [
    preview(PORTS.app, ''),
    preview(PORTS.standIns, '--mode stand-ins'),
    {
      command: `node test/fixtures/standins/mirror.mjs ${PORTS.mirror}`,
      port: PORTS.mirror,
      reuseExistingServer: false,
      cwd: import.meta.dirname,
    },
  ],
});
