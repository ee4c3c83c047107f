import { defineConfig } from '@playwright/test';
import base from '../../playwright.config';

/** `npm run pictures`: takes the pictures of the README and of the install dialog. */
export default defineConfig({
  ...base,
  testDir: '.',
  testMatch: '*.pictures.ts',
  reporter: 'list',
  // The app as it is, without stand-ins.
  projects: base.projects?.slice(0, 1) ?? [],
  webServer: [base.webServer].flat().slice(0, 1) as NonNullable<typeof base.webServer>,
});
