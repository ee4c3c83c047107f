import type { Page } from '@playwright/test';
import { type App, expect, test } from './app';
import { findsNothing, findsNothingHere } from './axe';
import { hand } from './handing';

/** Scans each of the other ways to ask with axe, and restores the query. */
async function askingFindsNothing(app: App, page: Page): Promise<void> {
  const text = await app.search.inputValue();
  await app.find('windmill +(blue sky) -people "jpg"');
  await page.getByTestId('chip-menu').first().click();
  await test.step('chips and their menu', () => findsNothing(page));
  await page.keyboard.press('Escape');
  await page.getByTestId('also').click();
  await test.step('a field for another word', () => findsNothing(page));
  await page.keyboard.press('Escape');
  await page.getByTestId('filters').click();
  await page.getByTestId('filter-option').first().click();
  await expect(page.getByTestId('filters')).toHaveAttribute('data-count', '1');
  await test.step('filters', () => findsNothing(page));
  await page.getByTestId('filter-clear').click();
  await page.keyboard.press('Escape');
  await hand(page, 'paste', ['panda.jpg']);
  await expect(page.getByTestId('pasted-like')).toBeVisible();
  await test.step('a pasted picture', () => findsNothing(page));
  await page.keyboard.press('Escape');
  await hand(page, 'drag', ['panda.jpg']);
  await expect(page.getByTestId('drop-like')).toBeVisible();
  await test.step('a picture over the page', () => findsNothing(page));
  await hand(page, 'drop', []);

  await page.getByTestId('save-search').click();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('search-saved')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the search' }).click();
  await expect(page.getByTestId('album')).toHaveAttribute('data-count', /./);
  await test.step('albums', () => findsNothing(page));
  await app.search.fill('1999-01-01');
  await expect(page.getByTestId('results')).toHaveAttribute('data-total', '0');
  await test.step('nothing found', () => findsNothing(page));
  await page.getByRole('button', { name: 'Clear the search' }).click();
  await app.search.click();
  await expect(page.getByTestId('suggestion').first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await test.step('suggestions', () => findsNothing(page));
  await page.keyboard.press('Escape');
  await app.find(text);
  // The field suggests the album again; leaving it closes the list.
  await app.search.blur();
}

test.describe('axe finds nothing, on a laptop and on a phone', () => {
  test('on the first screen', async ({ app, page }) => {
    await app.open();
    await expect(page.getByTestId('sample-album')).toBeVisible();
    await findsNothing(page);
  });

  test('while the user searches and views photos', async ({ app, page }) => {
    // Some twenty states, and axe scans each of them three times.
    test.slow();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await app.openWithSamples();
    await app.fileInput.setInputFiles({ name: 'empty.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(0) });
    await expect(app.indexing).toHaveAttribute('data-failed', '1');
    await test.step('library', () => findsNothing(page));

    await page.getByTestId('select').click();
    await app.photos.first().click();
    await expect(page.getByTestId('selection')).toHaveAttribute('data-count', '1');
    await test.step('selection', () => findsNothing(page));
    await page.getByTestId('selection').getByRole('button', { name: 'Tags' }).click();
    await expect(page.getByTestId('tag-input')).toBeVisible();
    await test.step('tags', () => findsNothing(page));
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Stop selecting' }).click();

    await app.find('windmill');
    await test.step('results', () => findsNothing(page));
    await askingFindsNothing(app, page);

    await page.getByRole('button', { name: /could not be read/ }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await test.step('failed files', () => findsNothing(page));
    await page.keyboard.press('Escape');

    await app.photos.first().click();
    await page.getByRole('button', { name: 'Details' }).click();
    await expect(page.getByRole('complementary', { name: 'Details' })).toContainText('Sample photos');
    await test.step('viewer', () => findsNothing(page));
    await page.keyboard.press('Escape');
  });

  test('in the other places', async ({ app, page }) => {
    test.slow();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await app.openWithSamples();
    await page.goto('/#tidy');
    await expect(page.getByTestId('tidy-state')).toHaveAttribute('data-state', 'none');
    await test.step('tidy, without duplicates', () => findsNothing(page));
    await page.getByTestId('tidy-similar').check();
    await page.getByTestId('tidy-likeness').fill('1');
    await expect(page.getByTestId('tidy-group').first()).toBeVisible();
    await test.step('similar photos', () => findsNothing(page));
    await page.getByTestId('tidy-map').check();
    await expect(page.getByTestId('map-in-view').getByRole('button').first()).toBeVisible();
    await test.step('map', () => findsNothing(page));

    await page.goto('/#settings');
    await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
    await test.step('settings', () => findsNothing(page));
    const closed = page.getByRole('main').locator('details:not([open]) > summary');
    await expect(page.getByTestId('space').first()).toBeVisible();
    while ((await closed.count()) > 0) await closed.first().click();
    await test.step('models and benchmark', () => findsNothing(page));

    await page.goto('/#labels');
    await page.getByTestId('labels-field').fill('windmill, panda');
    await page.getByTestId('labels-ask').click();
    await expect(page.getByTestId('labelled')).toBeVisible();
    await test.step('labels, by class', () => findsNothing(page));
    await page.getByRole('radio', { name: 'Table' }).check();
    await expect(page.getByTestId('score-row').first()).toBeVisible();
    await test.step('labels, as a table', () => findsNothing(page));
    await page.getByRole('radio', { name: 'Many queries' }).check();
    await page.getByTestId('batch-field').fill('a windmill\nsnow');
    await page.getByTestId('batch-ask').click();
    await expect(page.getByTestId('compared')).toBeVisible();
    await test.step('many queries', () => findsNothing(page));
  });
});

test('the main job works with the keyboard alone', async ({ app, page }) => {
  await app.open();
  const samples = page.getByTestId('sample-album');
  await expect(app.search).toBeFocused();
  for (let i = 0; i < 12 && !(await samples.evaluate((button) => button === document.activeElement)); i++) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await app.settled(42);
  await page.keyboard.press('/');
  await page.keyboard.type('windmill');
  await expect(page.getByTestId('results')).toHaveAttribute('data-query', 'windmill');
  await page.keyboard.press('ArrowDown');
  await expect(app.photos.first()).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(app.photos.nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Similar photos' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Similar photos' })).toHaveCount(0);
  await expect(app.photos.nth(1)).toBeFocused();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'All keys' })).toBeVisible();
  await findsNothing(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(app.search).toHaveValue('');
});

for (const { locale, lang, places, query } of [
  { locale: 'ja-JP', lang: 'ja', places: ['ラベル', '整理', '場所', '設定'], query: 'パンダ' },
  { locale: 'zh-CN', lang: 'zh', places: ['分类', '整理', '地点', '设置'], query: '熊猫' },
]) {
  test.describe(locale, () => {
    test.use({ locale });

    test('the interface uses the browser’s language until another one is chosen; axe finds nothing in it', async ({
      app,
      page,
    }) => {
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await app.openWithSamples();
      await expect(page.locator('html')).toHaveAttribute('lang', new RegExp(`^${lang}`));
      await test.step('library', () => findsNothingHere(page));
      await app.find(query);
      await test.step('results', () => findsNothingHere(page));
      await app.photos.first().click();
      await expect(page.getByTestId('favourite')).toBeVisible();
      await test.step('viewer', () => findsNothingHere(page));
      await page.keyboard.press('Escape');
      await expect(page.getByTestId('favourite')).toHaveCount(0);
      for (const place of places) {
        await app.go(place);
        await expect(page.getByRole('heading', { name: place, level: 1 })).toBeAttached();
        await test.step(place, () => findsNothingHere(page));
      }
      await page.getByRole('radio', { name: 'English' }).check();
      await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
      await page.reload();
      await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    });
  });
}

test('a Chinese query finds the panda', async ({ app }) => {
  await app.openWithSamples();
  await app.find('熊猫');
  await expect(app.photos.first()).toHaveAttribute('data-name', 'panda.jpg');
});
