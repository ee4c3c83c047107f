import type { Page } from '@playwright/test';
import { expect, test } from './app';

/** Encodes a picture in the browser, for formats that the fixtures cannot write. */
async function written(page: Page, type: string): Promise<Buffer> {
  const bytes = await page.evaluate(async (type) => {
    const canvas = new OffscreenCanvas(320, 200);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('No canvas.');
    context.fillStyle = 'rgb(220 30 30)';
    context.fillRect(0, 0, 160, 200);
    context.fillStyle = 'rgb(30 30 220)';
    context.fillRect(160, 0, 160, 200);
    const blob = await canvas.convertToBlob({ type, quality: 0.95 });
    if (blob.type !== type) throw new Error(`This browser writes no ${type}.`);
    return [...new Uint8Array(await blob.arrayBuffer())];
  }, type);
  return Buffer.from(bytes);
}

test('a WebP file becomes a photo, whatever its name says', async ({ app, page }) => {
  await app.open();
  const buffer = await written(page, 'image/webp');
  expect(buffer.toString('latin1', 8, 12)).toBe('WEBP');
  await app.fileInput.setInputFiles({ name: 'named.jpg', mimeType: 'image/jpeg', buffer });
  await app.settled(1);
  expect(await app.stored()).toMatchObject([{ name: 'named.jpg', width: 320, height: 200 }]);
  const [red = 0, , blue = 0] = await app.colorAt('named.jpg', 0.2, 0.5);
  expect(red - blue).toBeGreaterThan(100);
  const right = await app.colorAt('named.jpg', 0.8, 0.5);
  expect((right[2] ?? 0) - (right[0] ?? 0)).toBeGreaterThan(100);
});

test('a truncated WebP file is listed as damaged', async ({ app, page }) => {
  await app.open();
  const whole = await written(page, 'image/webp');
  const buffer = whole.subarray(0, Math.floor(whole.length / 2));
  await app.fileInput.setInputFiles({ name: 'cut.webp', mimeType: 'image/webp', buffer });
  await expect(app.failed).toHaveAttribute('data-reason', 'damaged');
  await expect(app.failed).toHaveAttribute('data-name', 'cut.webp');
  await app.settled(0);
});
