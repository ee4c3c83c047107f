/** A browser with a profile on disk, so that the library outlasts it. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from '@playwright/test';
import { findTestBrowser } from '../../tools/browser.mjs';
import { TEST_BROWSER_ARGS } from '../../tools/browser-args.mjs';
import { App } from './app';

/** Does something with a new profile, and deletes it. */
export async function withProfile(work: (profile: string) => Promise<void>): Promise<void> {
  const profile = mkdtempSync(join(tmpdir(), 'mitsuke-profile-'));
  try {
    await work(profile);
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
}

/**
 * Starts a browser with a profile, on a device in a zone, and opens the app.
 * @param prepare called before the app is opened
 */
export async function launch(
  profile: string,
  baseURL: string | undefined,
  timezoneId: string,
  prepare?: (context: BrowserContext) => Promise<unknown>,
): Promise<{ context: BrowserContext; app: App }> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findTestBrowser() ?? '',
    args: TEST_BROWSER_ARGS,
    ...(baseURL && { baseURL }),
    serviceWorkers: 'block',
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId,
  });
  await prepare?.(context);
  const app = new App(context.pages()[0] ?? (await context.newPage()));
  await app.open();
  return { context, app };
}
