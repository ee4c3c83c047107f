/** What the app offers on its own, on cards over the photos. */

import type { Page } from '@playwright/test';
import { datedPhotos } from '../fixtures/dated';
import { expect, test } from './app';
import { findsNothing } from './axe';
import { folderPicker, moveInFolder } from './folder';

/** Enough to fill the window: what is as old as the photos of the folder is below. */
const ABOVE = 120;

const OLD = { width: 64, height: 48 };

/** Returns what has moved by itself since the page was opened, with the share that it counts for. */
async function shifts(page: Page): Promise<string[]> {
  return page.evaluate(() => (window as unknown as { shifts: string[] }).shifts);
}

test('news of folders move nothing, cover nothing for good, and go on request', async ({ app, page }) => {
  await page.addInitScript(() => {
    interface Shift extends PerformanceEntry {
      value: number;
      hadRecentInput: boolean;
      sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[];
    }
    const { shifts } = Object.assign(window, { shifts: [] as string[] });
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput, sources } of list.getEntries() as Shift[]) {
        const moved = sources.map(({ node, previousRect, currentRect }) => {
          const html = node instanceof Element ? node.outerHTML.slice(0, 120) : node?.textContent;
          return `${html} from ${previousRect.x},${previousRect.y} to ${currentRect.x},${currentRect.y}`;
        });
        if (!hadRecentInput) shifts.push(`${value}: ${moved.join('; ')}`);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await app.openWithMany(ABOVE);
  const [a, b, c] = datedPhotos({
    a: { ...OLD, taken: '2001:01:01 10:00:00' },
    b: { ...OLD, taken: '2001:01:02 10:00:00' },
    c: { ...OLD, taken: '2001:01:03 10:00:00' },
  }).map(({ buffer }) => buffer) as [Buffer, Buffer, Buffer];
  await folderPicker(page, { 'a.jpg': a, 'b.jpg': b });
  await page.getByRole('button', { name: 'Add photos' }).click();
  await page.getByRole('button', { name: 'Choose a folder' }).click();
  await app.settled(ABOVE + 2);
  await moveInFolder(page, 'a.jpg', null);
  await folderPicker(page, { 'c.jpg': c });

  const missing = page.getByTestId('missing-photos');
  const found = page.getByTestId('found-photos');
  await page.reload();
  await expect(missing).toHaveAttribute('data-count', '1');
  await expect(found).toHaveAttribute('data-count', '1');
  await app.settled(ABOVE + 2);
  expect(await shifts(page)).toEqual([]);
  await findsNothing(page);

  await test.step('on a phone the last photos can be scrolled clear of them', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    // At the end again each time, because the rows are laid out anew for this window.
    await expect
      .poll(async () => {
        await page.evaluate(() =>
          scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' }),
        );
        return page.evaluate(() => {
          const photo = document.querySelector('[data-name="b.jpg"]')?.getBoundingClientRect();
          // The upper one.
          const card = document.querySelector('[data-testid="found-photos"]')?.getBoundingClientRect();
          return photo && card ? card.top - photo.bottom : Number.NaN;
        });
      })
      .toBeGreaterThan(0);
    await findsNothing(page);
    await page.setViewportSize({ width: 844, height: 390 });
    await expect(found).toBeHidden();
    await expect(missing).toBeInViewport({ ratio: 1 });
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step('they make way for results and for a selection', async () => {
    await app.find('blue');
    await expect(missing).toHaveCount(0);
    await app.search.fill('');
    await expect(missing).toBeVisible();
    await page.getByTestId('select').click();
    await expect(found).toHaveCount(0);
    await page.getByRole('button', { name: 'Stop selecting' }).click();
    await expect(found).toBeVisible();
  });

  await test.step('the keyboard puts them off; news that come later are told again', async () => {
    await missing.getByRole('button', { name: 'Dismiss' }).press('Enter');
    await expect(missing).toHaveCount(0);
    await found.getByRole('button', { name: 'Dismiss' }).press('Enter');
    await expect(found).toHaveCount(0);
    await moveInFolder(page, 'b.jpg', null);
    await app.go('Settings');
    await page.getByRole('button', { name: 'Check folders for new photos' }).click();
    await app.go('Find');
    await expect(missing).toHaveAttribute('data-count', '2');
  });
});
