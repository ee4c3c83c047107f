import { join, relative, resolve } from 'node:path';
import { defineConfig } from '@playwright/test';
import base from '../../playwright.config';
import { BUILDS } from './builds';

const ROOT = join(import.meta.dirname, '../..');

/** See in-browser.ts. */
export default defineConfig({
  testDir: '.',
  testMatch: 'in-browser.ts',
  outputDir: '../../test-results/recall',
  timeout: 15 * 60_000,
  reporter: 'list',
  use: base.use ?? {},
  webServer: BUILDS.map(({ folder, port }) => ({
    command: `npx vite preview --port ${port} --strictPort --outDir ${relative(ROOT, resolve(ROOT, folder))}`,
    url: `http://localhost:${port}`,
    cwd: ROOT,
  })),
});
