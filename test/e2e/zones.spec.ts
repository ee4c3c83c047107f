import { readFileSync } from 'node:fs';
import { datedPhotos } from '../fixtures/dated';
import { expect, test } from './app';
import { launch, withProfile } from './profile';

const PHOTOS = datedPhotos({
  // 31 December in New York.
  'new-year.jpg': { width: 64, height: 48, taken: '2024:01:01 08:00:00', offsetTaken: '+09:00' },
  'IMG_20240101_003000.jpg': { width: 48, height: 64 },
  'old-year.jpg': { width: 48, height: 48, taken: '2023:12:31 22:00:00' },
});
const OF_2024 = ['new-year.jpg', 'IMG_20240101_003000.jpg'];

test('a photo keeps the day and hour of the place where it was taken, wherever it is looked at', async ({
  baseURL,
}) => {
  await withProfile(async (profile) => {
    const { context: tokyo, app: indexing } = await launch(profile, baseURL, 'Asia/Tokyo');
    await indexing.fileInput.setInputFiles(PHOTOS);
    await indexing.settled(PHOTOS.length);
    await tokyo.close();

    const { context, app } = await launch(profile, baseURL, 'America/New_York');
    const { page } = app;
    await app.settled(PHOTOS.length);

    await test.step('in the library', async () => {
      expect(await page.evaluate(() => new Date(Date.UTC(2024, 0)).getFullYear())).toBe(2023);
      await expect.poll(() => app.names()).toEqual([...OF_2024, 'old-year.jpg']);
      await expect(page.getByRole('heading', { name: 'January 2024' })).toBeVisible();
      await expect(page.getByRole('heading', { name: 'December 2023' })).toBeVisible();
      await expect(app.photo('new-year.jpg')).toHaveAccessibleName(/January 1, 2024/);
    });

    await test.step('in the viewer', async () => {
      await app.photo('new-year.jpg').click();
      await page.getByRole('button', { name: 'Details' }).click();
      await expect(page.getByText(/^January 1, 2024 at 8:00\sAM$/)).toBeVisible();
      // Its details close first.
      await page.keyboard.press('Escape');
      await expect(page.getByText(/^January 1, 2024 at 8:00\sAM$/)).toHaveCount(0);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog', { name: 'Photo viewer' })).toHaveCount(0);
    });

    await test.step('in queries, filters and their counts', async () => {
      for (const [query, names] of [
        ['date:2024', OF_2024],
        ['2024-01-01', OF_2024],
        ['December 2023', ['old-year.jpg']],
      ] as const) {
        await app.search.fill(query);
        await expect(page.getByTestId('results')).toHaveAttribute('data-query', query);
        await expect.poll(() => app.names()).toEqual([...names]);
      }
      await app.search.fill('');
      await page.getByTestId('filters').click();
      const year = page.locator('[data-testid=filter-option][data-key=date]').filter({ hasText: '2024' });
      await expect(year).toContainText('2');
      await year.click();
      await expect.poll(() => app.names()).toEqual(OF_2024);
    });

    await test.step('in a list', async () => {
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'More actions for these photos' }).click();
      const download = page.waitForEvent('download');
      await page.getByTestId('export-json').click();
      const list = JSON.parse(readFileSync(await (await download).path(), 'utf8'));
      expect(list).toMatchObject([
        { name: 'new-year.jpg', taken: '2024-01-01T08:00:00', offset: 540 },
        { name: 'IMG_20240101_003000.jpg', taken: '2024-01-01T00:30:00', offset: null },
      ]);
    });
    await context.close();
  });
});
