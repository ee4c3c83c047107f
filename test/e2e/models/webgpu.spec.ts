/** WebGPU on a processor's own adapter: what becomes of the photos when the device is lost. */

import { findBrowser } from '../../../tools/browser.mjs';
import { SOFTWARE_WEBGPU, TEST_BROWSER_ARGS } from '../../../tools/browser-args.mjs';
import { manyPhotos } from '../../fixtures/many';
import { expect, test } from './fixtures';

test.use({
  launchOptions: { executablePath: findBrowser() ?? '', args: [...TEST_BROWSER_ARGS, ...SOFTWARE_WEBGPU] },
});

const IMAGE = 'chinese-clip-b16/image/q4';
const PHOTOS = 8;

test('the device is lost in the middle, and every photo gets its vector all the same', async ({
  app,
  shelf,
  browser,
  page,
}) => {
  // The processor calculates what is a graphics processor's work.
  test.slow();
  await app.open();
  await app.fileInput.setInputFiles(manyPhotos(2, 'first'));
  await app.settled(2);
  await shelf.open();
  await shelf.useMirror('good');
  await shelf.install(IMAGE, 'chinese-clip-b16/text/q4');
  await shelf.use('chinese-clip-b16');
  await shelf.expectState('chinese-clip-b16', 'active');

  // A processor is faster by its own means, so the user insists.
  const webgpu = shelf.space('chinese-clip-b16').locator('[data-testid=backend][data-backend=webgpu]');
  await shelf.space('chinese-clip-b16').getByRole('combobox').selectOption('webgpu');
  await expect(webgpu).toHaveAttribute('data-used', 'true');

  await app.go('Find');
  await app.fileInput.setInputFiles(manyPhotos(PHOTOS));
  const session = await browser.newBrowserCDPSession();
  for (const done of [3, 6]) {
    await expect.poll(() => app.done()).toBeGreaterThan(done);
    await session.send('Browser.crashGpuProcess').catch(() => undefined);
  }
  await app.settled(2 + PHOTOS);
  await expect(app.indexing).toHaveAttribute('data-failed', '0');
  // Each of them is ranked, which takes a vector.
  await app.find('猫');
  // A stand-in finds them alike, so they may stand in one stack.
  await expect(page.getByTestId('results')).toHaveAttribute('data-total', String(2 + PHOTOS));
});
