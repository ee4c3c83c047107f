import { defineConfig } from '@playwright/test';
import base from '../../playwright.config';

/** `npm run pictures`: takes the pictures of the README and of the install dialog. */
export default defineConfig({ ...base, testDir: '.', testMatch: '*.pictures.ts', reporter: 'list' });
