/** Places: the map of where photos were taken, areas of it as conditions, places by name, trips. */

import type { Page } from '@playwright/test';
import { ALL_PLACED, PLACED, placePhotos } from '../fixtures/placed-photos';
import { type App, expect, test } from './app';
import { findsNothing } from './axe';

// That the map needs no network is tried too.
test.use({ serviceWorkers: 'allow' });

const COUNT = 200;

const world = (page: Page) => page.getByTestId('world');
const results = (page: Page) => page.getByTestId('results');
const chip = (page: Page, kind = 'near') => page.locator(`[data-testid=chip][data-kind=${kind}]`);
const row = (page: Page, name: string) => page.locator(`[data-testid=named-place][data-name="${name}"]`);

async function openPlaced(app: App, page: Page): Promise<void> {
  await app.openWithMany(COUNT);
  await placePhotos(page);
  await page.reload();
  await app.settled(COUNT);
}

/** Shows all photos, and waits until the map has come to rest there. */
async function showAll(page: Page): Promise<void> {
  await world(page).focus();
  await page.keyboard.press('0');
  await expect(world(page)).toHaveAttribute('data-gathered', String(ALL_PLACED));
}

test('photos are found on the map, by an area, by name and by trip; also without a network', async ({
  app,
  page,
  context,
}) => {
  await openPlaced(app, page);
  await app.readyOffline();
  await context.setOffline(true);
  await page.reload();
  await app.settled(COUNT);
  await app.go('Places');

  await test.step('the map shows every photo that has a place, in few groups', async () => {
    await expect(page.getByTestId('atlas')).toHaveAttribute('data-located', String(ALL_PLACED));
    await expect(world(page)).toHaveAttribute('data-gathered', String(ALL_PLACED));
    await expect(page.getByText(`${ALL_PLACED} of ${COUNT} photos say where they were taken.`)).toBeVisible();
    await expect(page.getByTestId('named-place').first()).toHaveAttribute('data-name', 'Tokyo');
    await findsNothing(page);
  });

  await test.step('zooming in leaves some out, and 0 shows all again', async () => {
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await expect(world(page)).not.toHaveAttribute('data-gathered', String(ALL_PLACED));
    await showAll(page);
  });

  await test.step('pressing a group finds as many photos as it shows', async () => {
    const { left, top, photos } = JSON.parse((await world(page).getAttribute('data-largest')) ?? '');
    expect(photos).toBeGreaterThanOrEqual(PLACED.tokyo);
    await world(page).click({ position: { x: left, y: top } });
    await expect(results(page)).toHaveAttribute('data-total', String(photos));
    await expect(chip(page)).toHaveCount(1);
  });

  await test.step('a row of the list, by keyboard', async () => {
    await app.go('Places');
    await expect(row(page, 'Kyoto')).toHaveAttribute('data-photos', String(PLACED.kyoto));
    await row(page, 'Kyoto').focus();
    await page.keyboard.press('Enter');
    await expect(results(page)).toHaveAttribute('data-total', String(PLACED.kyoto));
    await expect(chip(page)).toHaveAttribute('data-words', 'Map area: Kyoto');
    // It combines with words, and stays when they change.
    await app.find('photo');
    await expect(results(page)).toHaveAttribute('data-total', String(PLACED.kyoto));
  });

  await test.step('trips are there by themselves, the newest first, with the days and places', async () => {
    await app.go('Places');
    const trips = page.getByTestId('trip');
    await expect(trips).toHaveCount(2);
    await expect(trips.first()).toHaveAttribute('data-photos', String(PLACED.fiji));
    // One of its stays is far from any city.
    await expect(trips.first()).toHaveAttribute('data-name', 'Suva');
    await expect(trips.last()).toHaveAttribute('data-name', 'Kyoto, Osaka');
    await expect(trips.last()).toContainText('May 2 – 5, 2023');
    await trips.first().click();
    await expect(results(page)).toHaveAttribute('data-total', String(PLACED.fiji));
    await expect(chip(page, 'date')).toHaveCount(1);
  });

  await test.step('an area that is dragged becomes a condition beside the words', async () => {
    // The area of the trip stays, to be replaced; its days would leave nothing over.
    await chip(page, 'date').getByTestId('chip-remove').click();
    await app.find('photo');
    await app.go('Places');
    await showAll(page);
    await page.getByTestId('area-select').click();
    await expect(page.getByTestId('area-select')).toHaveAttribute('aria-pressed', 'true');
    const box = await world(page).boundingBox();
    if (!box) throw new Error('No map.');
    // All but the southern third: Japan, and not Fiji. The map's corners are round.
    await page.mouse.move(box.x + 24, box.y + 12);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 3);
    await page.mouse.move(box.x + box.width - 70, box.y + (box.height * 2) / 3);
    await page.mouse.up();
    await expect(results(page)).toHaveAttribute('data-total', String(ALL_PLACED - PLACED.fiji));
    await expect(app.search).toHaveValue('photo');
    await expect(chip(page)).toHaveCount(1);
    await chip(page).getByTestId('chip-remove').click();
    await expect(results(page)).toHaveAttribute('data-total', String(COUNT));
  });

  await test.step('what is in view, by a button; and the same typed', async () => {
    await app.search.fill('');
    await app.go('Places');
    await showAll(page);
    await page.getByTestId('area-search').click();
    await expect(results(page)).toHaveAttribute('data-total', String(ALL_PLACED));
    await chip(page).getByTestId('chip-remove').click();
    await app.search.fill('in:-19,178,-16,-179');
    await expect(results(page)).toHaveAttribute('data-total', String(PLACED.fiji));
  });
});

test.describe('in Japanese, on a phone', () => {
  test.use({ locale: 'ja-JP', viewport: { width: 390, height: 844 }, serviceWorkers: 'block' });

  test('a library without places says why, and one with them has their names', async ({ app, page }) => {
    await app.openWithMany(COUNT);
    await app.go('場所');
    await expect(page.getByTestId('atlas-none')).toContainText('撮影場所のわかる写真がありません');
    await findsNothing(page);
    await placePhotos(page);
    await page.reload();
    await expect(world(page)).toHaveAttribute('data-gathered', String(ALL_PLACED));
    await expect(row(page, '京都')).toHaveAttribute('data-photos', String(PLACED.kyoto));
    await expect(page.getByTestId('trip').last()).toHaveAttribute('data-name', '京都、大阪');
    await findsNothing(page);
    await row(page, '東京').click();
    await expect(results(page)).toHaveAttribute('data-total', String(PLACED.tokyo));
    await expect(chip(page)).toHaveAttribute('data-words', '地図の範囲：東京');
  });
});
