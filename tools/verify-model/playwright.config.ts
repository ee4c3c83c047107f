import { defineConfig } from '@playwright/test';
import base from '../../playwright.config';

const PORT = 4183;
const { VERIFY_MODE: mode } = process.env;

/** Configuration of `npm run verify-model`: see run.mjs. */
export default defineConfig({
  testDir: '.',
  testMatch: 'in-browser.ts',
  outputDir: '../../test-results/verify-model',
  // Enough for a model of half a gigabyte over a slow connection.
  timeout: 3 * 60 * 60_000,
  reporter: 'list',
  use: { ...base.use, baseURL: `http://localhost:${PORT}` },
  webServer: {
    command: `npx vite preview --port ${PORT} --strictPort --mode ${mode}`,
    url: `http://localhost:${PORT}`,
    cwd: `${import.meta.dirname}/../..`,
  },
});
