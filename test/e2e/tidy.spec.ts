import type { Page } from '@playwright/test';
import { ALTERATIONS, altered } from '../fixtures/near-duplicates';
import { type App, expect, test } from './app';
import { findsNothing } from './axe';
import { filesInFolder, folderPicker } from './folder';

const groups = (page: Page) => page.getByTestId('tidy-group');

/** Returns the file names of a group, best first. */
const namesOf = (page: Page, at: number) =>
  groups(page)
    .nth(at)
    .getByTestId('tidy-photo')
    .evaluateAll((photos) => photos.map((photo) => photo.dataset.name ?? ''));

const COPIES = ALTERATIONS.map((alteration) => `panda-${alteration}.jpg`);

/** Opens Tidy with the sample album and four altered copies of its panda. */
async function withCopies(app: App, page: Page): Promise<void> {
  await app.openWithSamples();
  const copies = [];
  for (const alteration of ALTERATIONS) {
    const buffer = await altered(page, 'panda.jpg', alteration);
    copies.push({ name: `panda-${alteration}.jpg`, mimeType: 'image/jpeg', buffer });
  }
  await app.fileInput.setInputFiles(copies);
  await app.settled(42 + copies.length);
  await app.go('Tidy');
}

test('copies are found, the best one stays, and the others can be removed', async ({ app, page }) => {
  await withCopies(app, page);
  await expect(groups(page)).toHaveCount(1);
  const [best, ...others] = await namesOf(page, 0);
  // It is the sharpest of those with its size; the halved and the cropped copy are smaller.
  expect(best).toBe('panda.jpg');
  expect(others.sort()).toEqual([...COPIES].sort());
  await findsNothing(page);

  await test.step('nothing is removed without a confirmation', async () => {
    await page.getByTestId('tidy-remove').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await expect(app.indexing).toHaveAttribute('data-done', '46');
  });

  await test.step('a photo that the user unchecks stays', async () => {
    await page.getByRole('checkbox', { name: 'Let go of panda-bright.jpg' }).uncheck();
    await expect(page.getByTestId('tidy-let-go')).toHaveAttribute('data-count', '3');
    await page.getByTestId('tidy-remove').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await app.settled(43);
    await expect.poll(() => namesOf(page, 0)).toEqual(['panda.jpg', 'panda-bright.jpg']);
  });

  await test.step('a photo opens in the viewer', async () => {
    await groups(page)
      .getByRole('button', { name: /^panda\.jpg/ })
      .click();
    await expect(page.getByRole('button', { name: 'Similar photos' })).toBeVisible();
    await page.keyboard.press('Escape');
  });
});

test('the slider widens the groups, and new photos join them after another comparison', async ({
  app,
  page,
}) => {
  await withCopies(app, page);
  await page.getByTestId('tidy-similar').check();
  const slider = page.getByTestId('tidy-likeness');
  const counted = () =>
    page.getByTestId('tidy-photo').evaluateAll((photos) => photos.map(({ dataset }) => dataset.name));
  await slider.fill('0');
  await expect(page.getByTestId('tidy-groups')).toBeAttached();
  const few = (await counted()).length;
  await slider.fill('1');
  await expect.poll(async () => (await counted()).length).toBeGreaterThan(few);
  for (const name of ['panda.jpg', ...COPIES]) expect(await counted()).toContain(name);

  const buffer = await altered(page, 'windmill-1.jpg', 'small');
  await app.fileInput.setInputFiles({ name: 'windmill-small.jpg', mimeType: 'image/jpeg', buffer });
  await page.getByRole('button', { name: 'Compare again' }).click();
  await expect.poll(counted).toContain('windmill-small.jpg');
});

test('files of a granted folder are deleted for good, except one that has changed', async ({ app, page }) => {
  await app.open();
  const files: Record<string, Buffer> = {};
  for (const alteration of ALTERATIONS) {
    files[`panda-${alteration}.jpg`] = await altered(page, 'panda.jpg', alteration);
  }
  await folderPicker(page, files);
  await page.getByRole('button', { name: 'Choose a folder' }).click();
  await app.settled(4);
  await app.go('Tidy');
  await expect(groups(page)).toHaveCount(1);
  const [best, changed, ...others] = (await namesOf(page, 0)) as [string, string, ...string[]];
  expect(best).not.toBe('panda-small.jpg');
  // Replaces the file without the library noticing.
  const another = await altered(page, 'wrench.jpg', 'again');
  await folderPicker(page, { [changed]: another });

  await page.getByTestId('tidy-delete').click();
  await expect(page.getByTestId('tidy-plan')).toContainText('3 files in Holiday');
  await test.step('axe finds nothing in the plan', () => findsNothing(page));
  expect(await filesInFolder(page)).toHaveLength(4);
  await page.getByTestId('tidy-delete-yes').click();
  const outcome = page.getByTestId('tidy-outcome');
  await expect(outcome).toHaveAttribute('data-deleted', '2');
  await expect(page.getByTestId('tidy-not-deleted')).toHaveAttribute('data-reason', 'file-changed');
  await expect(page.getByTestId('tidy-not-deleted')).toContainText(changed);
  await test.step('nor in the outcome', () => findsNothing(page));
  expect(await filesInFolder(page)).toEqual([best, changed].sort());
  await app.settled(2);
  const stored = await app.storedNames();
  for (const other of others) expect(stored).not.toContain(other);
});

test('a photo with another origin stays in the library when its file is deleted', async ({ app, page }) => {
  await app.open();
  const small = await altered(page, 'panda.jpg', 'small');
  const again = await altered(page, 'panda.jpg', 'again');
  await folderPicker(page, { 'small.jpg': small, 'again.jpg': again });
  await page.getByRole('button', { name: 'Choose a folder' }).click();
  await app.settled(2);
  await app.fileInput.setInputFiles({ name: 'small.jpg', mimeType: 'image/jpeg', buffer: small });
  await expect(app.indexing).toHaveAttribute('data-state', 'idle');
  await app.go('Tidy');
  await page.getByTestId('tidy-delete').click();
  await expect(page.getByTestId('tidy-plan')).toContainText('1 file in Holiday');
  await expect(page.getByTestId('tidy-plan')).toContainText('1 file stays');
  await page.getByTestId('tidy-delete-yes').click();
  await expect(page.getByTestId('tidy-outcome')).toHaveAttribute('data-deleted', '1');
  expect(await filesInFolder(page)).toEqual(['again.jpg']);
  await expect(app.indexing).toHaveAttribute('data-done', '2');
});

test('one photo is too few to compare', async ({ app, page }) => {
  await app.open();
  await app.fileInput.setInputFiles('public/album/panda.jpg');
  await app.settled(1);
  await app.go('Tidy');
  await expect(page.getByTestId('tidy-state')).toHaveAttribute('data-state', 'few');
});

test('the map shows every photo, marks the matches of the search, and opens a photo', async ({
  app,
  page,
}) => {
  await app.openWithSamples();
  await app.find('windmill');
  await app.go('Tidy');
  await page.getByTestId('tidy-map').check();
  const map = page.getByTestId('map');
  await expect(map).toHaveAttribute('data-points', '42');
  await expect(page.getByTestId('tidy-state')).toHaveCount(0);
  await expect(map).toHaveAccessibleName(/matches for your search are marked/);
  const inView = page.getByTestId('map-in-view');
  await expect(inView).toHaveAttribute('data-count', '42');

  await test.step('keys and buttons move and zoom the map', async () => {
    await map.focus();
    for (const key of ['+', '+', 'ArrowRight']) await page.keyboard.press(key);
    await expect.poll(async () => Number(await inView.getAttribute('data-count'))).toBeLessThan(30);
    await page.getByRole('button', { name: 'Whole map' }).click();
    await expect(inView).toHaveAttribute('data-count', '42');
  });

  await test.step('the pointer shows a photo, and a press opens it', async () => {
    const box = await map.boundingBox();
    const pointed = page.getByTestId('map-pointed');
    for (let i = 1; i < 400 && box && (await pointed.count()) === 0; i++) {
      await page.mouse.move(box.x + (box.width * (i % 20)) / 20, box.y + (box.height * (i / 20)) / 20);
    }
    const name = await pointed.getAttribute('data-name');
    await page.mouse.down();
    await page.mouse.up();
    await expect(page.getByRole('button', { name: 'Similar photos' })).toBeVisible();
    await expect(page.getByText(name ?? '', { exact: true }).last()).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('the map is there at once when the user returns', async () => {
    await app.go('Find');
    await app.go('Tidy');
    await expect(map).toHaveAttribute('data-points', '42');
  });
});

test('the timeline and the map work with 20,000 photos', async ({ app, page }) => {
  await app.openWithMany(20_000);

  await test.step('the timeline leads to a month', async () => {
    const slider = page.getByTestId('timeline').getByRole('slider');
    // The photos are one hour apart, from January 2024 on.
    await expect(slider).toHaveAttribute('aria-valuetext', 'April 2026');
    await slider.focus();
    await page.keyboard.press('End');
    await expect(slider).toHaveAttribute('aria-valuetext', 'January 2024');
    await expect(page.getByRole('heading', { name: 'January 2024' })).toBeInViewport();
    await page.keyboard.press('PageUp');
    await expect(slider).toHaveAttribute('aria-valuetext', 'December 2024');
    const box = await page.getByTestId('timeline').boundingBox();
    if (!box) throw new Error('It has no place.');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.5);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y - 9, { steps: 4 });
    await page.mouse.up();
    await expect(slider).toHaveAttribute('aria-valuetext', 'April 2026');
    await expect(app.photo('photo-20000.jpg')).toBeInViewport();
  });

  await test.step('the map shows all photos and zooms', async () => {
    await app.go('Tidy');
    await page.getByTestId('tidy-map').check();
    const map = page.getByTestId('map');
    await expect(map).toHaveAttribute('data-points', '20000', { timeout: 240_000 });
    // The benchmark measures frame times. Here they would depend on the machine.
    await map.focus();
    const inView = page.getByTestId('map-in-view');
    const shown = async () => Number(await inView.getAttribute('data-count'));
    await expect.poll(shown).toBe(20_000);
    for (const key of ['+', '+', '+']) await page.keyboard.press(key);
    await expect.poll(shown).toBeLessThan(20_000);
  });
});
