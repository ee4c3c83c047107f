import type { BrowserContext } from '@playwright/test';
import { manyPhotos } from '../fixtures/many';
import { expect, test } from './app';
import { launch, withProfile } from './profile';

const COUNT = 200;
const ZONE = 'Asia/Tokyo';

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
  const files = manyPhotos(COUNT);
  await withProfile(async (profile) => {
    const { context: before, app } = await launch(profile, baseURL, ZONE);
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

    const { context: after, app: again } = await launch(profile, baseURL, ZONE);
    // Finished photos are not indexed again: the count continues.
    expect(await again.done()).toBeGreaterThanOrEqual(done);
    await again.settled(COUNT);
    await expect(again.indexing).toHaveAttribute('data-failed', '0');
    // Finished photos keep their records, with the time they were added.
    expect(await again.stored()).toEqual(expect.arrayContaining(finished));
    expect(await again.storedNames()).toEqual(files.map(({ name }) => name));
    await after.close();
  });
});
