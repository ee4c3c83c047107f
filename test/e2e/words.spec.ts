/** Words in photos, read by the real models: found, marked, outlined, copied, forgotten. */

import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { type App, expect, test } from './app';
import { findsNothing } from './axe';

const picture = (name: string) => fileURLToPath(new URL(`../fixtures/words/${name}`, import.meta.url));

/** Two with words, and one without. */
const PICTURES = ['04-sign-ja.jpg', '05-receipt-en.jpg', '11-no-text.jpg'];

async function readWords(app: App, page: Page): Promise<void> {
  await app.go('Settings');
  await page.getByTestId('words-on').check();
  await expect(page.getByTestId('words')).toHaveAttribute('data-state', 'done', { timeout: 240_000 });
  await app.go('Find');
}

test('words in photos are found, marked, outlined and copied, and forgotten if the user wants', async ({
  app,
  page,
}) => {
  await app.open();
  await app.fileInput.setInputFiles(PICTURES.map(picture));
  await app.settled(3);
  await test.step('nothing is read before', async () => {
    await app.find('Fresh Juice');
    await expect(page.locator('[data-written]')).toHaveCount(0);
  });
  await readWords(app, page);

  await test.step('a receipt, by words on it, in any case', async () => {
    await app.find('TOTAL');
    await expect(app.photos.first()).toHaveAttribute('data-name', '05-receipt-en.jpg');
    await expect(app.photos.first()).toHaveAttribute('data-strength', 'strong');
    await expect(app.photos.first().locator('[data-written]')).toBeVisible();
    await expect(page.locator('[data-written]')).toHaveCount(1);
  });
  await test.step('the words are outlined in the viewer, and can be copied', async () => {
    await app.photos.first().click();
    const outline = page.getByTestId('outlines').locator('polygon');
    await expect(outline).toHaveCount(1);
    await test.step('over the picture', async () => {
      await expect(page.locator('.pswp__img--placeholder')).toHaveCount(0);
      const on = await outline.evaluate((polygon: SVGPolygonElement) => {
        const { left, top, width, height } = polygon.getBoundingClientRect();
        const svg = polygon.ownerSVGElement as SVGSVGElement;
        svg.style.pointerEvents = 'all';
        const hit = document.elementFromPoint(left + width / 2, top + height / 2);
        svg.style.pointerEvents = '';
        return hit === polygon;
      });
      expect(on).toBe(true);
    });
    await page.getByRole('button', { name: 'Details' }).click();
    await expect(page.getByTestId('words-of-photo')).toContainText(/total/i);
    await findsNothing(page);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('outlines')).toHaveCount(0);
  });
  await test.step('words alone, as a condition', async () => {
    await app.find('text:total');
    await expect(app.photos).toHaveCount(1);
    await expect(page.getByTestId('chip')).toHaveAttribute('data-kind', 'written');
  });
  await test.step('what is new is read too, and everything survives a reload', async () => {
    await app.go('Find');
    await app.fileInput.setInputFiles(picture('02-sign-hans.jpg'));
    await app.settled(4);
    await app.go('Settings');
    await expect(page.getByTestId('words')).toHaveAttribute('data-read', '4');
    await expect(page.getByTestId('words')).toHaveAttribute('data-state', 'done');
    await findsNothing(page);
    await page.reload();
    await app.go('Find');
    // Written in simplified characters.
    await app.find('營業時間');
    await expect(app.photos.first()).toHaveAttribute('data-name', '02-sign-hans.jpg');
    await expect(app.photos.first().locator('[data-written]')).toBeVisible();
  });
  await test.step('turned off, they are forgotten', async () => {
    await app.go('Settings');
    await expect(page.getByTestId('words-on')).toBeChecked();
    await page.getByTestId('words-on').uncheck();
    await expect(page.getByTestId('words')).toHaveAttribute('data-state', 'off');
    await app.go('Find');
    await app.search.fill('text:total');
    await expect(page.getByTestId('results')).toHaveAttribute('data-total', '0');
  });
});

test('without a network it says so, and reads when there is one', async ({ app, page, context }) => {
  await context.route(/\/(det|rec|dictionary)[^/]*\.(onnx|txt)/, (route) => route.abort());
  await app.open();
  await app.fileInput.setInputFiles(picture('04-sign-ja.jpg'));
  await app.settled(1);
  await app.go('Settings');
  await page.getByTestId('words-on').check();
  await expect(page.getByTestId('words')).toHaveAttribute('data-state', 'unable');
  await context.unrouteAll();
  await page.getByTestId('words-retry').click();
  await expect(page.getByTestId('words')).toHaveAttribute('data-state', 'done', { timeout: 240_000 });
});

test.describe('with a Japanese interface on a phone', () => {
  test.use({ locale: 'ja-JP', viewport: { width: 390, height: 844 } });

  test('Japanese words are found', async ({ app, page }) => {
    await app.open();
    await app.fileInput.setInputFiles(PICTURES.map(picture));
    await app.settled(3);
    await app.go('設定');
    await page.getByTestId('words-on').check();
    await expect(page.getByTestId('words')).toHaveAttribute('data-state', 'done', { timeout: 240_000 });
    await findsNothing(page);
    await app.go('さがす');
    await app.find('文字:ご注意');
    await expect(app.photos).toHaveCount(1);
    await expect(app.photos).toHaveAttribute('data-name', '04-sign-ja.jpg');
  });
});
