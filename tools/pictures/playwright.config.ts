import { defineConfig } from '@playwright/test';
import base from '../../playwright.config';

/** `npm run pictures`: takes the screenshots of the README and of the install dialog. */
export default defineConfig({
  ...base,
  testDir: '.',
  testMatch: '*.pictures.ts',
  reporter: 'list',
  // Only the plain app, without stand-ins.
  projects: base.projects?.slice(0, 1) ?? [],
  webServer: [base.webServer].flat().slice(0, 1) as NonNullable<typeof base.webServer>,
});
