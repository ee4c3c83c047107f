import type { Page } from '@playwright/test';
import { datedPhotos } from '../fixtures/dated';
import { type App, expect, test } from './app';

/** This year in the zone of the tests' browser, where it begins before it does elsewhere. */
const YEAR = Number(new Intl.DateTimeFormat('en', { timeZone: 'Asia/Tokyo', year: 'numeric' }).format());
const TOKYO = { latitude: 35.68, longitude: 139.69 };
const PARIS = { latitude: 48.85, longitude: 2.35 };

/** Opens the app with three photos that have nothing in common, except that two are by one camera. */
async function openDated(app: App): Promise<void> {
  await app.open();
  await app.fileInput.setInputFiles(
    datedPhotos({
      'wide.jpg': {
        width: 640,
        height: 480,
        taken: '2021:07:31 10:00:00',
        make: 'Canon',
        model: 'EOS R5',
        gps: PARIS,
      },
      'tall.jpg': {
        width: 480,
        height: 640,
        taken: `${YEAR - 1}:03:02 10:00:00`,
        make: 'NIKON',
        model: 'Z6',
        gps: TOKYO,
      },
      'even.jpg': {
        width: 480,
        height: 480,
        taken: `${YEAR}:01:01 00:00:00`,
        make: 'Canon',
        model: 'EOS R5',
      },
    }),
  );
  await app.settled(3);
}

const option = (page: Page, key: string, words: RegExp) =>
  page.locator(`[data-testid=filter-option][data-key="${key}"]`).filter({ hasText: words });
const chip = (page: Page, kind: string) => page.locator(`[data-testid=chip][data-kind="${kind}"]`);
const suggestion = (page: Page, kind: string) =>
  page.locator(`[data-testid=suggestion][data-kind="${kind}"]`).first();

test('filters of the panel combine, need no words, and show the newest first', async ({ app, page }) => {
  await openDated(app);
  await page.getByTestId('filters').click();
  await option(page, 'camera', /R5/).click();
  await expect.poll(() => app.names()).toEqual(['even.jpg', 'wide.jpg']);
  await expect(page.getByTestId('filter-count')).toHaveText('2 photos');
  await option(page, 'shape', /Landscape/).click();
  await expect.poll(() => app.names()).toEqual(['wide.jpg']);
  await expect(page.getByTestId('filters')).toHaveAttribute('data-count', '2');

  await test.step('each filter is a chip of its own', async () => {
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('filter-panel')).toHaveCount(0);
    await chip(page, 'camera').getByTestId('chip-remove').click();
    await chip(page, 'shape').getByTestId('chip-remove').click();
    await expect(page.getByTestId('results')).toHaveCount(0);
  });

  await test.step('the panel filters by year, by days and by location', async () => {
    await page.getByTestId('filters').click();
    await option(page, 'date', /2021/).click();
    await expect.poll(() => app.names()).toEqual(['wide.jpg']);
    await option(page, 'date', /2021/).click();
    await page.getByTestId('filter-from').fill(`${YEAR - 1}-03-02`);
    await page.getByTestId('filter-to').fill(`${YEAR - 1}-03-02`);
    await expect.poll(() => app.names()).toEqual(['tall.jpg']);
    await page.getByTestId('filter-clear').click();
    await expect(page.getByTestId('results')).toHaveCount(0);
    await option(page, 'near', /Paris/).click();
    await expect.poll(() => app.names()).toEqual(['wide.jpg']);
    await option(page, 'near', /Tokyo|Shinjuku/).click();
    await expect.poll(() => app.names()).toEqual(['tall.jpg', 'wide.jpg']);
  });

  await test.step('words rank the photos that pass', async () => {
    await page.keyboard.press('Escape');
    await app.find('green');
    await expect(page.getByTestId('results')).toHaveAttribute('data-total', '2');
    await expect(chip(page, 'near')).toHaveCount(2);
  });
});

test('dates and quoted text in a query act as conditions', async ({ app, page }) => {
  await openDated(app);
  await app.find('last year');
  expect(await app.names()).toEqual(['tall.jpg']);
  await expect(chip(page, 'date')).toHaveAttribute(
    'data-words',
    new RegExp(`^last year \\(.*${YEAR - 1}\\)$`),
  );
  await app.find('2021');
  expect(await app.names()).toEqual(['wide.jpg']);
  await app.find('"even"');
  expect(await app.names()).toEqual(['even.jpg']);
  await app.find('-"even"');
  expect((await app.names()).sort()).toEqual(['tall.jpg', 'wide.jpg']);
});

test('suggestions can be chosen with the keyboard', async ({ app, page }) => {
  await openDated(app);
  await test.step('an empty field has examples, until there is something to repeat', async () => {
    await app.search.click();
    await expect(page.locator('[data-testid=suggestion][data-kind=example]')).toHaveCount(4);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(app.search).toHaveValue('the sea at sunset');
    await expect(page.getByTestId('results')).toHaveAttribute('data-query', 'the sea at sunset');
    await app.search.fill('');
  });
  await app.search.pressSequentially('eos');
  await expect(suggestion(page, 'camera')).toHaveAttribute('data-label', 'Canon EOS R5');
  await page.keyboard.press('ArrowDown');
  const active = await app.search.getAttribute('aria-activedescendant');
  await expect(page.locator(`[id="${active}"]`)).toHaveAttribute('aria-selected', 'true');
  await expect(app.search).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(app.search).toHaveValue('camera:"Canon EOS R5" ');
  await expect.poll(() => app.names()).toEqual(['even.jpg', 'wide.jpg']);
  await expect(page.getByTestId('suggestion')).toHaveCount(0);

  await test.step('a chosen key suggests its values', async () => {
    await app.search.fill('');
    await app.search.pressSequentially('sha');
    await expect(suggestion(page, 'key')).toHaveAttribute('data-label', 'shape');
    // Shanghai may appear above it once the list of cities is loaded.
    await expect(async () => {
      await page.keyboard.press('ArrowDown');
      await expect(suggestion(page, 'key')).toHaveAttribute('aria-selected', 'true', { timeout: 1000 });
    }).toPass();
    await page.keyboard.press('Tab');
    await expect(app.search).toHaveValue('shape:');
    await expect(suggestion(page, 'shape')).toBeVisible();
  });
  await test.step('Escape closes the list before it clears the field', async () => {
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('suggestion')).toHaveCount(0);
    await expect(app.search).toHaveValue('shape:');
    await page.keyboard.press('Escape');
    await expect(app.search).toHaveValue('');
  });
});

test('suggestions stay closed while an input method composes', async ({ app, page }) => {
  await openDated(app);
  await app.search.focus();
  const keyboard = await page.context().newCDPSession(page);
  await keyboard.send('Input.imeSetComposition', { text: 'eos', selectionStart: 3, selectionEnd: 3 });
  await expect(page.getByTestId('results')).toHaveAttribute('data-query', 'eos');
  await expect(page.getByTestId('suggestion')).toHaveCount(0);
  await keyboard.send('Input.insertText', { text: 'eos' });
  await expect(suggestion(page, 'camera')).toBeVisible();
});

test('a saved search becomes an album that fills itself', async ({ app, page }) => {
  await openDated(app);
  const album = page.getByTestId('album');
  await app.find('"wide"');
  await page.getByTestId('save-search').click();
  await page.getByTestId('save-search-words').fill('Wide ones');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('search-saved')).toHaveText('Wide ones');
  await app.search.press('Escape');
  await expect(album).toHaveAttribute('data-name', 'Wide ones');
  await expect(album).toHaveAttribute('data-count', '1');

  await test.step('a photo that is added later appears in it', async () => {
    await app.fileInput.setInputFiles(
      datedPhotos({ 'wider.jpg': { width: 800, height: 400, taken: '2022:07:31 10:00:00' } }),
    );
    await app.settled(4);
    await expect(album).toHaveAttribute('data-count', '2');
    await album.getByRole('button').first().click();
    await expect.poll(() => app.names()).toEqual(['wider.jpg', 'wide.jpg']);
  });
  await test.step('the album is suggested, survives a reload, and can be renamed and deleted', async () => {
    await page.reload();
    await expect(album).toHaveAttribute('data-count', '2');
    await app.search.click();
    await expect(suggestion(page, 'saved')).toHaveAttribute('data-label', 'Wide ones');
    await page.keyboard.press('Escape');
    await album.hover();
    await album.getByRole('button', { name: 'Change' }).click();
    await page.getByTestId('album-rename').click();
    await page.getByTestId('album-name').fill('Panoramas');
    await page.keyboard.press('Enter');
    await expect(album).toHaveAttribute('data-name', 'Panoramas');
    await album.hover();
    await album.getByRole('button', { name: 'Change' }).click();
    await page.getByTestId('album-forget').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await expect(album).toHaveCount(0);
    expect(await app.done()).toBe(4);
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('filters open as a sheet at the bottom, suggestions above the field', async ({ app, page }) => {
    await openDated(app);
    await page.getByTestId('filters').tap();
    const sheet = page.getByRole('dialog', { name: 'Filters' });
    await expect(page.getByTestId('filter-option').first()).toBeVisible();
    await expect
      .poll(async () => {
        const box = await sheet.boundingBox();
        return box && [box.x, box.width, Math.round(box.y + box.height)];
      })
      .toEqual([0, 390, 844]);
    await option(page, 'camera', /R5/).tap();
    await page.getByRole('button', { name: 'Show', exact: true }).tap();
    await expect(page.getByTestId('filter-panel')).toHaveCount(0);
    await expect.poll(() => app.names()).toEqual(['even.jpg', 'wide.jpg']);

    await app.search.tap();
    await page.keyboard.type('sha');
    await suggestion(page, 'key').tap();
    await expect(app.search).toHaveValue('shape:');
    await expect(app.search).toBeFocused();
    const [list, field] = [await suggestion(page, 'shape').boundingBox(), await app.search.boundingBox()];
    expect(list?.y ?? 844).toBeLessThan(field?.y ?? 0);
  });
});
