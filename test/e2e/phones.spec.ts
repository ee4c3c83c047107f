import type { Page } from '@playwright/test';
import { expect, test } from './app';
import { findsNothingHere } from './axe';
import { withoutRing } from './focus-rings';
import { underInsets } from './insets';
import { backFrom, layers } from './layers';

/** Sizes in CSS pixels: small and usual phones, upright and on their side, a tablet, and 1440 at a zoom of 400 %. */
const SCREENS = [
  { width: 320, height: 568 },
  { width: 390, height: 844 },
  { width: 844, height: 390 },
  { width: 768, height: 1024 },
  { width: 360, height: 225 },
];

/** What is cut at the window's sides: the page itself, or controls outside whatever scrolls sideways. */
async function cut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wide = document.documentElement.scrollWidth > innerWidth ? ['the page'] : [];
    const scrolls = (element: Element | null): boolean =>
      element !== null &&
      element !== document.documentElement &&
      (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
    const controls = [...document.querySelectorAll('button, input, summary, h1, h2')].filter((control) => {
      const { left, right, width, height } = control.getBoundingClientRect();
      const isOut = left < -1 || right > innerWidth + 1;
      return (
        isOut &&
        width * height > 4 &&
        control.checkVisibility({ opacityProperty: true }) &&
        !scrolls(control.parentElement)
      );
    });
    return [...wide, ...controls.map((control) => control.outerHTML.slice(0, 160))];
  });
}

test('nothing is cut on any screen, nor with text twice as large, nor lies under a notch', async ({
  app,
  page,
}) => {
  await app.openWithSamples();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const each = expect.configure({ soft: true });
  const everywhere = async (state: string) => {
    for (const size of SCREENS) {
      await page.setViewportSize(size);
      for (const scale of ['', '200%']) {
        await page.evaluate((size) => document.documentElement.style.setProperty('font-size', size), scale);
        const where = `${state} at ${size.width} x ${size.height} ${scale}`;
        // Polled, because the grid measures itself some frames after a change.
        await each.poll(() => cut(page), { message: where }).toEqual([]);
      }
    }
    await page.evaluate(() => document.documentElement.style.removeProperty('font-size'));
    await page.setViewportSize({ width: 390, height: 844 });
    await clear(state);
  };
  const clear = (state: string) =>
    test.step(`${state} under no notch`, async () => each(await underInsets(page), state).toEqual([]));
  await everywhere('library');
  await page.getByTestId('select').click();
  await app.photos.first().click();
  await expect(page.getByTestId('selection')).toHaveAttribute('data-count', '1');
  await everywhere('selection');
  await page.getByTestId('selection').getByRole('button', { name: 'Tags' }).click();
  await expect(page.getByTestId('tag-input')).toBeVisible();
  await clear('a sheet');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Stop selecting' }).click();
  await app.find('windmill');
  await everywhere('results');
  await page.getByTestId('filters').click();
  await expect(page.getByTestId('filter-option').first()).toBeVisible();
  await everywhere('filters');
  await page.keyboard.press('Escape');
  await app.photos.first().click();
  await expect(page.getByRole('button', { name: 'Similar photos' })).toBeVisible();
  await everywhere('viewer');
  await page.getByRole('button', { name: 'Details' }).click();
  await expect(page.getByRole('complementary', { name: 'Details' })).toBeVisible();
  await clear('details');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Photo viewer' })).toHaveCount(0);
  await app.search.fill('');
  // As on an iPhone; a window that fills the screen could not be resized.
  await page.evaluate(() => Reflect.deleteProperty(Element.prototype, 'requestFullscreen'));
  await page.getByRole('button', { name: 'More actions for these photos' }).click();
  await page.getByTestId('slideshow-start').click();
  await expect(page.getByTestId('slideshow')).toHaveAttribute('data-seen', /./);
  await page.getByTestId('slideshow-toggle').click();
  await clear('slideshow');
  await page.keyboard.press('Escape');
  for (const place of ['Settings', 'Labels', 'Tidy']) {
    await app.go(place);
    await expect(page.getByRole('heading', { name: place }).first()).toBeAttached();
    await everywhere(place);
  }
  await app.go('Find');
  await expect(app.photos.first()).toBeVisible();
  for (const media of [
    { contrast: 'more' },
    { contrast: 'no-preference', forcedColors: 'active' },
  ] as const) {
    await test.step(`axe finds nothing and the focus is seen with ${JSON.stringify(media)}`, async () => {
      await page.emulateMedia(media);
      await findsNothingHere(page);
      each(await withoutRing(page)).toEqual([]);
    });
  }
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('Back closes what lies over the photos, one after the other, and never the app', async ({
    app,
    page,
  }) => {
    await page.goto('about:blank');
    await app.openWithSamples();
    const viewer = page.getByRole('button', { name: 'Similar photos' });

    await app.photos.first().tap();
    await expect(viewer).toBeVisible();
    await page.getByRole('button', { name: 'Remove from library' }).tap();
    // The viewer is a dialog too.
    const cancel = page.getByRole('button', { name: 'Cancel' });
    await expect(cancel).toBeVisible();
    await backFrom(page, 2);
    await expect(cancel).toBeHidden();
    await expect(viewer).toBeVisible();
    await backFrom(page, 1);
    await expect(viewer).toHaveCount(0);

    await page.getByTestId('select').tap();
    await app.photos.first().tap();
    await page.getByTestId('selection').getByRole('button', { name: 'Tags' }).tap();
    await expect(page.getByTestId('tag-input')).toBeVisible();
    await backFrom(page, 2);
    await expect(page.getByTestId('tag-input')).toBeHidden();
    await expect(page.getByTestId('selection')).toHaveAttribute('data-count', '1');
    await backFrom(page, 1);
    await expect(page.getByTestId('selection')).toHaveCount(0);

    await page.getByTestId('filters').tap();
    await expect(page.getByTestId('filter-panel')).toBeVisible();
    await backFrom(page, 1);
    await expect(page.getByTestId('filter-panel')).toBeHidden();

    // What was closed by its own button has taken its step of the history with it.
    await page.getByTestId('filters').tap();
    await expect(page.getByTestId('filter-panel')).toBeVisible();
    await page.keyboard.press('Escape');
    await layers(page, 0);
    await expect(app.photos.first()).toBeVisible();
  });
});

declare global {
  interface Window {
    battery: EventTarget & { level: number; charging: boolean };
    locks: string[];
  }
}

test('indexing rests while the battery is low, goes on, and keeps the screen on if the user likes', async ({
  app,
  page,
}) => {
  await page.addInitScript(() => {
    window.battery = Object.assign(new EventTarget(), { level: 0.1, charging: false });
    window.locks = [];
    const request = async () => {
      window.locks.push('on');
      return { release: async () => void window.locks.push('off') };
    };
    Object.defineProperty(navigator, 'getBattery', { value: async () => window.battery });
    Object.defineProperty(navigator, 'wakeLock', { value: { request } });
  });
  await app.open();
  await app.go('Settings');
  await page.getByTestId('keep-awake').check();
  await app.go('Find');
  await page.getByTestId('sample-album').click();
  await expect(app.indexing).toContainText('Resting, because the battery is low');
  await expect(app.indexing).toHaveAttribute('data-state', 'paused');
  await page.evaluate(() => {
    window.battery.charging = true;
    window.battery.dispatchEvent(new Event('chargingchange'));
  });
  await app.settled(42);
  await expect.poll(() => page.evaluate(() => window.locks.at(-1))).toBe('off');
  expect(await page.evaluate(() => window.locks)).toContain('on');
  await page.reload();
  await app.go('Settings');
  await expect(page.getByTestId('keep-awake')).toBeChecked();
});

test.describe('in Safari on an iPhone', () => {
  test.use({
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile/15E148 Safari/604.1',
    viewport: { width: 390, height: 844 },
  });

  test('the settings show how the app is installed; nothing moves while the page opens', async ({
    app,
    page,
  }) => {
    await page.addInitScript(() => {
      const moved: number[] = Object.assign(window, { moved: [] }).moved;
      new PerformanceObserver((list) => {
        for (const shift of list.getEntries())
          moved.push((shift as PerformanceEntry & { value: number }).value);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    const moved = () =>
      page.evaluate(() => (window as unknown as { moved: number[] }).moved.reduce((a, b) => a + b, 0));
    await app.open();
    await expect(page.getByTestId('sample-album')).toBeVisible();
    expect(await moved()).toBeLessThan(0.01);
    await app.go('Settings');
    await expect(page.getByTestId('install-way')).toHaveAttribute('data-way', 'share');
    await page.emulateMedia({ forcedColors: 'active' });
    const current = page.getByRole('navigation').locator('[aria-current]');
    const other = page.getByRole('navigation').locator('button:not([aria-current])').first();
    const ground = (button: typeof current) =>
      button.evaluate((one) => getComputedStyle(one).backgroundColor);
    expect(await ground(current)).not.toBe(await ground(other));
    await page.emulateMedia({ forcedColors: 'none' });
    await app.go('Find');
    await app.fileInput.setInputFiles('public/album/panda.jpg');
    await app.settled(1);
    await page.reload();
    await app.settled(1);
    await expect(app.photo('panda.jpg')).toBeVisible();
    // What is offered comes late, and moves nothing either.
    await expect(page.getByTestId('upgrade')).toBeVisible();
    await expect(page.getByTestId('upgrade')).toHaveCSS('opacity', '1');
    expect(await moved()).toBeLessThan(0.01);
  });
});
