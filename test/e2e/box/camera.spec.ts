/**
 * The camera reads a QR code. In its own file, because its browser starts with a camera that shows one. It is the
 * whole browser: Chromium's headless shell has no cameras.
 */

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

test('the camera reads the code and is released afterwards', async ({ page }) => {
  await page.goto('/#settings');
  await page.getByTestId('box-add').click();
  await page.getByTestId('box-scan').click();
  await expect(page.getByTestId('box-read')).toHaveAttribute('data-said', 'read');
  await expect(page.getByTestId('box-pairing')).toHaveValue(TEXT);
  await expect(page.getByTestId('box-camera')).toHaveCount(0);
});
