import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from '@playwright/test';
import { findBrowser } from '../../tools/browser.mjs';
import { TEST_BROWSER_ARGS } from '../../tools/browser-args.mjs';
import { manyPhotos } from '../fixtures/many';
import { App, expect, test } from './app';

const COUNT = 200;

function launch(profile: string, baseURL: string | undefined): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath: findBrowser() ?? '',
    args: TEST_BROWSER_ARGS,
    ...(baseURL && { baseURL }),
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
  });
}

/** Kills the whole browser without a clean shutdown, by the process id that it reports. */
async function kill(context: BrowserContext): Promise<void> {
  const browser = context.browser();
  if (!browser) throw new Error('The browser of this context is not known.');
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const main = processInfo.find(({ type }) => type === 'browser');
  if (!main) throw new Error('The browser does not tell its process.');
  const gone = new Promise((resolve) => browser.on('disconnected', resolve));
  process.kill(main.id, 'SIGKILL');
  await gone;
}

test('indexing resumes by itself after the browser is killed, and each of 200 photos is there once', async ({
  baseURL,
}) => {
  const profile = mkdtempSync(join(tmpdir(), 'mitsuke-kill-'));
  const files = manyPhotos(COUNT);
  try {
    const before = await launch(profile, baseURL);
    const app = new App(before.pages()[0] ?? (await before.newPage()));
    await app.open();
    await app.fileInput.setInputFiles(files);
    await expect(app.indexing).toHaveAttribute('data-total', String(COUNT));
    // Polled in the page: the remaining photos outlast the kill even on a machine that is ten times as fast.
    await app.page.waitForFunction(
      () => Number(document.querySelector<HTMLElement>('[data-testid=indexing]')?.dataset.done) >= 40,
      undefined,
      { polling: 30 },
    );
    const finished = await app.stored();
    const done = finished.length;
    await kill(before);
    expect(done).toBeLessThan(COUNT);

    const after = await launch(profile, baseURL);
    const again = new App(after.pages()[0] ?? (await after.newPage()));
    await again.open();
    // Finished photos are not indexed again: the count continues.
    expect(await again.done()).toBeGreaterThanOrEqual(done);
    await again.settled(COUNT);
    await expect(again.indexing).toHaveAttribute('data-failed', '0');
    // Finished photos keep their records, with the time they were added.
    expect(await again.stored()).toEqual(expect.arrayContaining(finished));
    expect(await again.storedNames()).toEqual(files.map(({ name }) => name));
    await after.close();
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
});
