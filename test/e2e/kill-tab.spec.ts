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

/** The whole browser, without a chance to say goodbye: by the process id that it tells itself. */
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

test('a browser killed in the middle of 200 photos: it goes on by itself, none lost, none twice', async ({
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
    // Looked at in the page itself: what is left would keep ten times as fast a machine busy for longer.
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
    // What was finished is not done again: the count goes on from where it was.
    expect(await again.done()).toBeGreaterThanOrEqual(done);
    await again.settled(COUNT);
    await expect(again.indexing).toHaveAttribute('data-failed', '0');
    // What was finished is still the same record, with the time it came in.
    expect(await again.stored()).toEqual(expect.arrayContaining(finished));
    expect(await again.storedNames()).toEqual(files.map(({ name }) => name));
    await after.close();
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
});
