/** WebGPU on the software adapter: photos are still indexed when the device is lost. */

import { findTestBrowser } from '../../../tools/browser.mjs';
import { SOFTWARE_WEBGPU, TEST_BROWSER_ARGS } from '../../../tools/browser-args.mjs';
import { manyPhotos } from '../../fixtures/many';
import { expect, test } from './fixtures';

test.use({
  launchOptions: {
    executablePath: findTestBrowser() ?? '',
    args: [...TEST_BROWSER_ARGS, ...SOFTWARE_WEBGPU],
  },
});

const IMAGE = 'openclip-b32-256/image/fp32';
const PHOTOS = 8;
/** Milliseconds for the self-test and the probe of both backends. */
const MEASURED = 300_000;

test('every photo gets its vector even if the device is lost in between', async ({
  app,
  shelf,
  browser,
  page,
}) => {
  // The CPU does the work of a GPU.
  test.slow();
  await app.open();
  await app.fileInput.setInputFiles(manyPhotos(2, 'first'));
  await app.settled(2);
  await shelf.open();
  await shelf.useMirror('good');
  await shelf.install(IMAGE, 'openclip-b32-256/text/fp32');
  await shelf.use('openclip-b32-256');
  await shelf.expectState('openclip-b32-256', 'active', MEASURED);

  // WASM is faster on a CPU, so the app does not choose WebGPU by itself.
  const webgpu = shelf.space('openclip-b32-256').locator('[data-testid=backend][data-backend=webgpu]');
  await shelf.space('openclip-b32-256').getByRole('combobox').selectOption('webgpu');
  await expect(webgpu).toHaveAttribute('data-used', 'true', { timeout: MEASURED });

  await app.go('Find');
  await app.fileInput.setInputFiles(manyPhotos(PHOTOS));
  const session = await browser.newBrowserCDPSession();
  await expect.poll(() => app.done(), { timeout: MEASURED }).toBeGreaterThan(3);
  await session.send('Browser.crashGpuProcess').catch(() => undefined);
  await app.settled(2 + PHOTOS);
  await expect(app.indexing).toHaveAttribute('data-failed', '0');
  // Only photos with a vector are ranked.
  await app.find('a cat');
  // A stand-in may find them nearly identical, so they may be one stack.
  await expect(page.getByTestId('results')).toHaveAttribute('data-total', String(2 + PHOTOS));
});
