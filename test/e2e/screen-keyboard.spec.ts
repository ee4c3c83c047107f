/** What a phone's screen does to a page beside its size: a keyboard over its lower half, and a finger that pulls at it. */

import type { Locator, Page } from '@playwright/test';
import { expect, test } from './app';
import { fingerOn } from './finger';

/** Small, so that more is suggested than has room. */
const UPRIGHT = { width: 320, height: 568 };
const ON_ITS_SIDE = { width: 844, height: 390 };
test.use({ viewport: UPRIGHT, hasTouch: true, isMobile: true });

/** Draws a keyboard over the lower half of the page, as iOS does: the visual viewport alone tells of it. */
async function showKeyboard(page: Page): Promise<void> {
  await page.evaluate(() => {
    Object.defineProperty(visualViewport, 'height', { configurable: true, get: () => innerHeight / 2 });
    visualViewport?.dispatchEvent(new Event('resize'));
  });
}

async function hideKeyboard(page: Page): Promise<void> {
  await page.evaluate(() => {
    Reflect.deleteProperty(visualViewport ?? {}, 'height');
    visualViewport?.dispatchEvent(new Event('resize'));
  });
}

/** Expects that an element lies wholly in the upper half of the screen. */
async function aboveKeyboard(element: Locator): Promise<void> {
  const place = () =>
    element.evaluate((each) => {
      const { top, bottom } = each.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight / 2 ? 'above' : `${top} to ${bottom} of ${innerHeight}`;
    });
  await expect.poll(place).toBe('above');
}

test('what is typed into stays above a keyboard, and a pull moves nothing below and reloads nothing', async ({
  app,
  page,
}) => {
  await app.openWithSamples();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  // Android shrinks the page to what its keyboard leaves, because the page asks for it.
  await expect(page.locator('meta[name=viewport]')).toHaveAttribute('content', /resizes-content/);

  for (const [way, screen] of Object.entries({ 'on its side': ON_ITS_SIDE, upright: UPRIGHT })) {
    await test.step(`the field and its suggestions on a phone ${way}`, async () => {
      await page.setViewportSize(screen);
      await app.search.tap();
      await expect(page.getByTestId('suggestion')).toHaveCount(4);
      await showKeyboard(page);
      await aboveKeyboard(app.search);
      await aboveKeyboard(page.getByRole('listbox'));
      await hideKeyboard(page);
      await app.search.blur();
    });
  }

  await page.getByTestId('select').tap();
  await app.photos.first().tap();
  await page.getByTestId('selection').getByRole('button', { name: 'Tags' }).tap();
  const field = page.getByTestId('tag-input');
  await test.step('a field in a sheet', async () => {
    await field.tap();
    await showKeyboard(page);
    await aboveKeyboard(field);
    await aboveKeyboard(page.getByRole('dialog'));
    await hideKeyboard(page);
  });

  await test.step('a pull at the sheet does not scroll the photos, nor reach the browser’s reload', async () => {
    // The browser reads it of the root alone, because the root scrolls.
    await expect(page.locator('html')).toHaveCSS('overscroll-behavior-y', 'none');
    await page.evaluate(() => scrollTo(0, 200));
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(200);
    const { x, y } = (await page.getByRole('dialog').getByRole('heading').boundingBox()) ?? { x: 0, y: 0 };
    const finger = await fingerOn(page);
    await finger.down({ x: x + 4, y: y + 4 });
    for (const by of [20, 60, 100]) await finger.move({ x: x + 4, y: y + 4 + by });
    await finger.up();
    expect(await page.evaluate(() => scrollY)).toBe(200);
    await expect(field).toBeVisible();
  });
});
