/** The first screen before the app is here: drawn by the build, and taken over without anything that moves. */

import type { Page } from '@playwright/test';
import { expect, test } from './app';
import { holdApp } from './holding';

const SIZES = { phone: { width: 390, height: 844 }, laptop: { width: 1440, height: 900 } };
const PROMISES = { en: 'Find any photo', ja: '写真を、ことばで', 'zh-Hans': '照片绝不会离开' };
const LOCALES = { en: 'en-US', ja: 'ja-JP', 'zh-Hans': 'zh-CN' };

/** Where each visible element is, with its text and colours. */
const drawn = (page: Page) =>
  page.locator('#app').evaluate((app) =>
    [...app.querySelectorAll('h1, p, button, button span, input[role], footer, svg')].map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const { color, backgroundColor, fontFamily } = getComputedStyle(element);
      return [
        element.localName,
        element.textContent,
        x,
        y,
        width,
        height,
        color,
        backgroundColor,
        fontFamily,
      ];
    }),
  );

for (const tag of ['en', 'ja', 'zh-Hans'] as const) {
  for (const [name, viewport] of Object.entries(SIZES)) {
    test.describe(() => {
      test.use({ locale: LOCALES[tag], viewport });

      test(`${tag}, ${name}: is there before the app, which takes its elements over as they are`, async ({
        app,
        context,
        page,
      }) => {
        const { release } = await holdApp(context);
        await page.goto('/', { waitUntil: 'commit' });
        const promise = page.getByRole('heading', { level: 1 });
        await expect(promise).toContainText(PROMISES[tag]);
        await expect(page.locator('html')).toHaveAttribute('lang', tag);
        const before = await drawn(page);
        expect(before.length).toBeGreaterThan(20);
        const early = await promise.elementHandle();
        release();
        await expect(app.indexing).toBeAttached();
        expect(await promise.evaluate((element, early) => element === early, early)).toBe(true);
        // The app puts the focus into the field, which colours its icon.
        await expect(app.search).toBeFocused();
        await app.search.blur();
        await expect.poll(() => drawn(page)).toEqual(before);
      });
    });
  }
}

test('a press before the app is here is answered when it is', async ({ context, page }) => {
  const { release } = await holdApp(context);
  await page.goto('/', { waitUntil: 'commit' });
  await page.getByRole('button', { name: 'Settings' }).click();
  release();
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
});

test('whoever has photos does not see it flash', async ({ app, context, page }) => {
  await app.openWithMany(3);
  const { asked, release } = await holdApp(context);
  await page.goto('/?again', { waitUntil: 'commit' });
  await asked;
  // After every script of the document but the app's own.
  await page.waitForFunction(() => document.readyState === 'interactive');
  expect(await page.locator('#app').innerText()).toBe('');
  release();
  await app.settled(3);
});

test.describe('with a chosen theme', () => {
  test.use({ colorScheme: 'light' });

  test('begins in it', async ({ app, context, page }) => {
    await app.open();
    await page.evaluate(() => localStorage.setItem('mitsuke.theme', 'dark'));
    await holdApp(context);
    await page.goto('/?again', { waitUntil: 'commit' });
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(18, 18, 16)');
  });
});
