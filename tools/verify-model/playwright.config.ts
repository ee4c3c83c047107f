import { defineConfig } from '@playwright/test';
import base from '../../playwright.config';
import { findBrowser } from '../browser.mjs';
import { SOFTWARE_WEBGPU, TEST_BROWSER_ARGS } from '../browser-args.mjs';
import { OPTIONS, PORTS } from './options';

const cwd = `${import.meta.dirname}/../..`;

/** Configuration of `npm run verify-model`: see run.mjs. */
export default defineConfig({
  testDir: '.',
  testMatch: 'in-browser.ts',
  outputDir: '../../test-results/verify-model',
  workers: 1,
  // Enough for a model of half a gigabyte over a slow connection.
  timeout: 3 * 60 * 60_000,
  expect: { timeout: 60_000 },
  reporter: [['list'], ['./reporter.ts']],
  use: {
    ...base.use,
    baseURL: `http://localhost:${PORTS.app}`,
    launchOptions: {
      executablePath: findBrowser() ?? '',
      args: [...TEST_BROWSER_ARGS, ...(OPTIONS.softwareWebgpu ? SOFTWARE_WEBGPU : [])],
    },
  },
  webServer: [
    {
      command: `npx vite preview --port ${PORTS.app} --strictPort --mode ${OPTIONS.mode}`,
      url: `http://localhost:${PORTS.app}`,
      cwd,
    },
    ...(OPTIONS.folder
      ? [
          {
            command: `node tools/verify-model/server.mjs ${PORTS.folder} "${OPTIONS.folder}"`,
            port: PORTS.folder,
            cwd,
          },
        ]
      : []),
  ],
});
