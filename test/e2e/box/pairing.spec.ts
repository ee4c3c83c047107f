/** Pairing without a box that answers: texts, QR codes and addresses. */

import { type AddressInfo, createServer } from 'node:net';
import type { Page } from '@playwright/test';
import { jpeg } from '../../fixtures/jpeg';
import { qrPng } from '../../fixtures/qr-picture';
import { expect, test } from '../app';
import { findsNothing } from '../axe';

const KEY = '0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ';

async function openSheet(page: Page): Promise<void> {
  await page.goto('/#settings');
  await page.getByTestId('box-add').click();
  await expect(page.getByTestId('box-pairing')).toBeVisible();
}

const picture = (name: string, buffer: Buffer, mimeType = 'image/png') => ({ name, mimeType, buffer });

/**
 * Returns the pairing text of an absent box, on a port of this machine that was just released.
 * @param boxes gets its address, so that the page may connect to it
 */
async function absentBox(boxes: string[]): Promise<string> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  boxes.push(`127.0.0.1:${port}`);
  return `mitsuke://127.0.0.1:${port}#${KEY}`;
}

test('the settings explain what a box is as long as no box is paired, and open the sheet', async ({
  page,
}) => {
  await page.goto('/#settings');
  await expect(page.getByTestId('boxes')).toHaveAttribute('data-count', '0');
  await expect(page.getByTestId('boxes')).toContainText('AX650N');
  await page.getByTestId('box-add').click();
  await expect(page.getByRole('dialog', { name: 'Add a box' })).toBeVisible();
  await expect(page.getByTestId('box-pairing')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Add a box' })).toHaveCount(0);
  await expect(page.getByTestId('box-add')).toBeFocused();
});

test('a wrong pairing text is explained and not tried', async ({ page }) => {
  await openSheet(page);
  const field = page.getByTestId('box-pairing');
  const says = page.getByTestId('box-says');
  await field.fill('192.168.1.50');
  // Not while the user is still typing.
  await expect(field).toHaveAttribute('aria-invalid', 'false');
  await page.keyboard.press('Enter');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(says).toContainText('mitsuke://');
  await field.fill(`mitsuke://192.168.1.50:7650#${KEY.slice(0, 19)}`);
  await expect(says).toContainText('16 characters instead of 32');
  await field.fill(`Pair with: mitsuke://192.168.1.50:7650#${KEY.toLowerCase().replaceAll('-', ' ')}`);
  await expect(field).toHaveAttribute('data-state', 'ready');
  await expect(field).toHaveAttribute('aria-invalid', 'false');
  // The sheet says what the browser will make of the address before it connects.
  await expect(page.getByTestId('box-case')).toHaveAttribute('data-case', 'open');
  await expect(page.getByTestId('box-problem')).toHaveCount(0);
});

test('an absent box is reported as unreachable and not kept, before the model is here as well', async ({
  page,
  context,
  boxes,
}) => {
  await context.route('**/models/starter/**', () => new Promise(() => {}));
  await openSheet(page);
  await page.getByTestId('box-pairing').fill(await absentBox(boxes));
  await page.getByTestId('box-connect').click();
  await expect(page.getByTestId('box-problem')).toHaveAttribute('data-problem', 'box-unreachable');
  // After a failed attempt the sheet no longer says that nothing stands in the way.
  await expect(page.getByTestId('box-case')).toHaveCount(0);
  await expect(page.getByTestId('box-connect')).toBeEnabled();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('boxes')).toHaveAttribute('data-count', '0');
});

test('a QR code is read from a picture, and other pictures are rejected with their reason', async ({
  page,
}) => {
  await openSheet(page);
  const input = page.getByTestId('box-picture');
  const read = page.getByTestId('box-read');
  await input.setInputFiles(picture('notes.png', Buffer.from('not a picture')));
  await expect(read).toHaveAttribute('data-said', 'notPicture');
  const wall = jpeg({ width: 320, height: 320, color: 'grey', at: () => [120] });
  await input.setInputFiles(picture('wall.jpg', wall, 'image/jpeg'));
  await expect(read).toHaveAttribute('data-said', 'noCode');
  await input.setInputFiles(picture('other.png', qrPng('https://example.org/')));
  await expect(read).toHaveAttribute('data-said', 'otherCode');
  await expect(page.getByTestId('box-pairing')).toHaveValue('');
  await input.setInputFiles(picture('code.png', qrPng(`mitsuke://attic.local:7650#${KEY}`)));
  await expect(read).toHaveAttribute('data-said', 'read');
  await expect(page.getByTestId('box-pairing')).toHaveValue(`mitsuke://attic.local:7650#${KEY}`);
  await expect(page.getByTestId('box-pairing')).toHaveAttribute('data-state', 'ready');
});

test('a refused or missing camera is reported', async ({ page }) => {
  await openSheet(page);
  await page.getByTestId('box-scan').click();
  await expect(page.getByTestId('box-read')).toHaveAttribute('data-said', /refused|none/);
  await expect(page.getByTestId('box-scan')).toBeVisible();
});

test('axe finds nothing in the pairing sheet', async ({ page, boxes }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/#settings');
  await expect(page.getByTestId('box-add')).toBeVisible();
  await test.step('no box', () => findsNothing(page));
  await page.getByTestId('box-add').click();
  await page.getByTestId('box-pairing').press('Enter');
  await expect(page.getByTestId('box-pairing')).toHaveAttribute('aria-invalid', 'true');
  await test.step('nothing typed', () => findsNothing(page));
  await page.getByTestId('box-pairing').fill(await absentBox(boxes));
  await page.getByTestId('box-connect').click();
  await expect(page.getByTestId('box-problem')).toBeVisible();
  await test.step('out of reach', () => findsNothing(page));
});

test.describe('in Japanese', () => {
  test.use({ locale: 'ja-JP' });

  test('the pairing sheet is fully translated', async ({ page, boxes }) => {
    await page.goto('/#settings');
    await expect(page.getByTestId('boxes')).toContainText('ボックス');
    await page.getByTestId('box-add').click();
    await expect(page.getByTestId('box-pairing')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('box-says')).toContainText('QR コード');
    await page.getByTestId('box-pairing').fill(await absentBox(boxes));
    await page.getByTestId('box-connect').click();
    await expect(page.getByTestId('box-problem')).toContainText('ボックス');
    // No sentence is left in English.
    const words = await page.getByRole('dialog').innerText();
    expect(words.replaceAll(/mitsuke:\S+|--origin|[\d.]+|QR/g, '')).not.toMatch(/[A-Za-z]{3,}/);
  });
});
