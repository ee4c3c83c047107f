/** What the library offers by itself: this day in earlier years, a trip, a season, a month's best; and the slideshow. */

import type { Page } from '@playwright/test';
import { DATED, datePhotos, TODAY } from '../fixtures/dated-photos';
import { type App, expect, test } from './app';
import { findsNothing } from './axe';
import { folderPicker } from './folder';
import { backFrom } from './layers';
import { record } from './recording';

const occasion = (page: Page, kind: string) => page.locator(`[data-testid=occasion][data-kind=${kind}]`);
const opened = (page: Page) => page.getByTestId('occasion-page');
const show = (page: Page) => page.getByTestId('slideshow');

/** Opens the album with its days of `dated-photos.ts`, on that day. */
async function openDated(app: App, page: Page): Promise<void> {
  await page.clock.setFixedTime(TODAY);
  await app.openWithSamples();
  await datePhotos(page);
  await page.reload();
  await app.settled(42);
  // They are there from the next visit on, so that nothing moves in this one.
  await expect.poll(() => page.evaluate(() => localStorage.getItem('mitsuke.days'))).toBe('some');
  await expect(page.getByTestId('days')).toHaveCount(0);
  await page.reload();
  await expect(page.getByTestId('days')).toHaveAttribute('data-count', '5');
}

test('cards lead to their photos and back, by keyboard, and are hidden one by one, by kind, and all', async ({
  app,
  page,
}) => {
  await openDated(app, page);

  await test.step('each says what and when, and nothing is twice', async () => {
    await expect(occasion(page, 'day').first()).toContainText('2 years ago today');
    await expect(occasion(page, 'day').first()).toHaveAttribute('data-photos', String(DATED.day2024));
    await expect(occasion(page, 'day').last()).toContainText('November 30, 2019');
    await expect(occasion(page, 'trip')).toContainText('Kyoto');
    await expect(occasion(page, 'trip')).toContainText('Aug 12 – 14, 2026');
    await expect(occasion(page, 'season')).toContainText('Summer 2026');
    await expect(occasion(page, 'season')).toHaveAttribute('data-photos', String(DATED.summer));
    await expect(occasion(page, 'best')).toContainText('The best of October 2026');
    await expect(occasion(page, 'best')).toHaveAttribute('data-photos', '12');
    await findsNothing(page);
  });

  await test.step('arrows go along the row; Enter opens, the heading has the focus, Esc leads back', async () => {
    await occasion(page, 'day').first().focus();
    await page.keyboard.press('ArrowRight');
    await expect(occasion(page, 'day').last()).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect(opened(page)).toHaveAttribute('data-total', String(DATED.kyoto));
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kyoto');
    await expect(app.photos).toHaveCount(DATED.kyoto);
    await findsNothing(page);
    // A selection ends first.
    await page.getByRole('button', { name: 'Select' }).click();
    await app.photos.first().click();
    await expect(page.getByTestId('selection')).toHaveAttribute('data-count', '1');
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('selection')).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(opened(page)).toHaveCount(0);
    await expect(occasion(page, 'trip')).toBeFocused();
  });

  await test.step("the browser's Back leaves one too, and a search takes its place", async () => {
    await occasion(page, 'season').click();
    await expect(opened(page)).toHaveAttribute('data-total', String(DATED.summer));
    await backFrom(page, 1);
    await expect(occasion(page, 'season')).toBeVisible();
    await occasion(page, 'best').click();
    await expect(app.photos).toHaveCount(12);
    await app.find('boat');
    await expect(opened(page)).toHaveCount(0);
    await app.search.fill('');
    await expect(page.getByTestId('days')).toBeVisible();
  });

  await test.step('one is hidden for good, and the focus goes to the next', async () => {
    await page.getByRole('button', { name: 'More about 2 years ago today' }).focus();
    await page.keyboard.press('Enter');
    await page.locator(':popover-open').getByTestId('occasion-hide').click();
    await expect(page.getByTestId('days')).toHaveAttribute('data-count', '4');
    await expect(occasion(page, 'day')).toBeFocused();
    await page.reload();
    await expect(page.getByTestId('days')).toHaveAttribute('data-count', '4');
  });

  await test.step('settings show what is hidden again, leave kinds out, and turn all of it off', async () => {
    await app.go('Settings');
    await page.getByTestId('days-show-hidden').click();
    await expect(page.getByTestId('days-season')).toBeChecked();
    await page.getByTestId('days-season').uncheck();
    await findsNothing(page);
    await app.go('Find');
    await expect(page.getByTestId('days')).toHaveAttribute('data-count', '4');
    await expect(occasion(page, 'season')).toHaveCount(0);
    await app.go('Settings');
    await expect(page.getByTestId('days-on')).toBeChecked();
    await page.getByTestId('days-on').uncheck();
    await expect(page.getByTestId('days-season')).toHaveCount(0);
    await page.reload();
    await app.go('Find');
    await expect(app.photos.first()).toBeVisible();
    await expect(page.getByTestId('days')).toHaveCount(0);
    await app.go('Settings');
    await page.getByTestId('days-on').check();
    await app.go('Find');
    await expect(page.getByTestId('days')).toHaveAttribute('data-count', '4');
  });
});

test('a slideshow goes on by itself, is paused, moved and ended by keys, and says what was asked for', async ({
  app,
  page,
}) => {
  await openDated(app, page);
  await occasion(page, 'day').last().click();
  await page.getByTestId('page-slideshow').focus();
  await page.keyboard.press('Enter');
  const names = await app.names();

  await test.step('it plays full screen, and the next photo comes', async () => {
    await expect(show(page)).toHaveAttribute('data-plays', 'true');
    await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
    await page.getByTestId('seconds-3').check({ force: true });
    await expect(show(page)).toHaveAttribute('data-seen', names[1] ?? '');
    await expect(show(page).getByRole('status')).toHaveText('');
  });

  await test.step('Space pauses, arrows and the keys of remotes move it, and that is said', async () => {
    await show(page).focus();
    await page.keyboard.press('Space');
    await expect(show(page)).toHaveAttribute('data-plays', 'false');
    await page.keyboard.press('Home');
    await expect(show(page)).toHaveAttribute('data-seen', names[0] ?? '');
    await expect(show(page).getByRole('status')).toContainText(`${names[0]}, November 30, 2019`);
    await page.keyboard.press('ArrowLeft');
    await expect(show(page)).toHaveAttribute('data-index', String(names.length - 1));
    await page.keyboard.press('MediaTrackNext');
    await expect(show(page)).toHaveAttribute('data-seen', names[0] ?? '');
    await page.keyboard.press('MediaPlayPause');
    await expect(show(page)).toHaveAttribute('data-plays', 'true');
    await page.getByTestId('slideshow-toggle').click();
    await expect(show(page)).toHaveAttribute('data-plays', 'false');
    await findsNothing(page);
  });

  await test.step('Esc ends it, and the focus is where it was', async () => {
    await page.keyboard.press('Escape');
    await expect(show(page)).toHaveCount(0);
    await expect.poll(() => page.evaluate(() => document.fullscreenElement)).toBeNull();
    await expect(page.getByTestId('page-slideshow')).toBeFocused();
    await expect(opened(page)).toHaveCount(1);
  });

  await test.step('from the viewer it begins there, and the viewer goes on from the photo that was seen last', async () => {
    await app.photos.nth(1).click();
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByTestId('viewer-slideshow').click();
    await expect(show(page)).toHaveAttribute('data-seen', names[1] ?? '');
    await page.keyboard.press('Space');
    await expect(show(page)).toHaveAttribute('data-plays', 'false');
    // It may have gone on before the pause.
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect(show(page)).toHaveAttribute('data-seen', names[2] ?? '');
    await backFrom(page, 3);
    await expect(show(page)).toHaveCount(0);
    await expect(page.locator('.pswp').getByText(`3 of ${names.length}`)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.locator('.pswp')).toHaveCount(0);
    await expect(app.photo(names[2] ?? '')).toBeFocused();
  });

  await test.step('from a selection, it shows that alone; the end of the full screen ends it', async () => {
    await page.keyboard.press('x');
    await page.getByTestId('selection').getByRole('button', { name: 'More' }).click();
    await page.getByTestId('selection').getByRole('button', { name: 'Slideshow' }).click();
    await expect(show(page)).toHaveAttribute('data-seen', names[2] ?? '');
    await expect(show(page)).toContainText('1 of 1');
    await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
    await page.evaluate(() => document.exitFullscreen());
    await expect(show(page)).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('selection')).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(opened(page)).toHaveCount(0);
  });

  await test.step('a video plays without sound in the place of its picture, and is over when it ends', async () => {
    const scenes = ['red', 'blue'];
    const recording = { container: 'webm', codec: 'vp8', scenes, seconds: 1 } as const;
    await folderPicker(page, { 'clip.webm': await record(page, recording) });
    await page.getByRole('button', { name: 'Add photos' }).click();
    await page.getByRole('button', { name: 'Choose a folder' }).click();
    await app.settled(43);
    await app.find('kind:video');
    await app.photos.click();
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByTestId('viewer-slideshow').click();
    await page.getByTestId('seconds-10').check({ force: true });
    const video = show(page).locator('video');
    await expect(video).toHaveJSProperty('muted', true);
    // The one video comes again, because it is all there is.
    const first = await video.elementHandle();
    await expect.poll(() => first?.evaluate((element: HTMLVideoElement) => element.ended)).toBe(true);
    await expect(video).toHaveCount(2);
    await expect(video.last()).toHaveJSProperty('paused', false);
  });
});

test.describe('in Japanese, on a phone', () => {
  test.use({ locale: 'ja-JP', viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('cards, their photos, and a slideshow by finger', async ({ app, page }) => {
    await openDated(app, page);
    await expect(occasion(page, 'day').first()).toContainText('2年前の今日');
    await expect(occasion(page, 'season')).toContainText('2026年の夏');
    await expect(occasion(page, 'best')).toContainText('2026年10月のベスト');
    await findsNothing(page);
    await occasion(page, 'best').tap();
    await expect(app.photos).toHaveCount(12);
    await findsNothing(page);
    const names = await app.names();
    await page.getByTestId('page-slideshow').tap();
    await expect(show(page)).toHaveAttribute('data-seen', names[0] ?? '');
    await page.getByTestId('slideshow-toggle').tap();
    await expect(show(page)).toHaveAttribute('data-plays', 'false');
    // It may have gone on before the pause.
    await page.keyboard.press('Home');
    await expect(show(page)).toHaveAttribute('data-seen', names[0] ?? '');
    await swipe(page, 320, 60);
    await expect(show(page)).toHaveAttribute('data-seen', names[1] ?? '');
    await swipe(page, 60, 320);
    await expect(show(page)).toHaveAttribute('data-seen', names[0] ?? '');
    await findsNothing(page);
    await page.getByTestId('slideshow-end').tap();
    await expect(show(page)).toHaveCount(0);
    await page.getByTestId('occasion-back').tap();
    await expect(page.getByTestId('days')).toBeVisible();
  });
});

/** Moves a finger across the middle of the screen, from one side to the other. */
async function swipe(page: Page, from: number, to: number): Promise<void> {
  await show(page).evaluate(
    (dialog, [from, to]) => {
      const finger = (type: string, clientX: number) =>
        dialog.dispatchEvent(
          new PointerEvent(type, {
            ...{ bubbles: true, pointerId: 7, pointerType: 'touch', isPrimary: true },
            ...{ clientX, clientY: 300 },
          }),
        );
      finger('pointerdown', from);
      finger('pointermove', (from + to) / 2);
      finger('pointerup', to);
    },
    [from, to] as const,
  );
}
