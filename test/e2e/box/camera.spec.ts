/** The camera reads the code. A file of its own, because its browser is started with a camera that sees one. */

import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from '../../../tools/browser.mjs';
import { TEST_BROWSER_ARGS } from '../../../tools/browser-args.mjs';
import { qrVideo } from '../../fixtures/qr-picture';
import { expect, test } from '../app';

const TEXT = 'mitsuke://192.168.1.50:7650#0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ';

const video = join(tmpdir(), 'mitsuke-camera.y4m');
writeFileSync(video, qrVideo(TEXT));

test.use({
  permissions: ['camera'],
  launchOptions: {
    executablePath: findBrowser() ?? '',
    args: [
      ...TEST_BROWSER_ARGS,
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${video}`,
    ],
  },
});

test('the code is read by the camera, which is let go of then', async ({ page }) => {
  await page.goto('/#settings');
  await page.getByTestId('box-add').click();
  await page.getByTestId('box-scan').click();
  await expect(page.getByTestId('box-read')).toHaveAttribute('data-said', 'read');
  await expect(page.getByTestId('box-pairing')).toHaveValue(TEXT);
  await expect(page.getByTestId('box-camera')).toHaveCount(0);
});
