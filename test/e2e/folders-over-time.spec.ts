import { manyPhotos } from '../fixtures/many';
import { expect, test } from './app';
import { findsNothing } from './axe';
import { folderPicker, moveInFolder } from './folder';
import { layers } from './layers';

test('a folder is followed as its files are moved, renamed, deleted, restored, edited and copied in', async ({
  app,
  page,
}) => {
  await app.open();
  const [a, b, c, d, e, edited] = manyPhotos(6).map(({ buffer }) => buffer) as [
    Buffer,
    Buffer,
    Buffer,
    Buffer,
    Buffer,
    Buffer,
  ];
  await folderPicker(page, { 'a.jpg': a, 'b.jpg': b, 'trip/c.jpg': c, 'trip/d.jpg': d });
  await page.getByRole('button', { name: 'Choose a folder' }).click();
  await app.settled(4);
  const missing = page.getByTestId('missing-photos');
  const found = page.getByTestId('found-photos');
  const numberOf = async (name: string) => Number(await app.photo(name).getAttribute('data-no'));
  const sorted = async () => (await app.names()).sort();
  /** Looks at the folder, as the button in the settings does. */
  const look = async () => {
    await app.go('Settings');
    await page.getByRole('button', { name: 'Check folders for new photos' }).click();
    await app.go('Find');
  };
  const openViewer = async (name: string) => {
    await app.photo(name).click();
    await expect(page.getByTestId('favourite')).toBeVisible();
  };
  const closeViewer = async () => {
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('favourite')).toHaveCount(0);
    // The viewer leaves its entry of the history; a reload before that would be aborted.
    await layers(page, 0);
  };
  for (const name of ['a.jpg', 'b.jpg', 'c.jpg']) {
    await openViewer(name);
    await page.getByTestId('favourite').click();
    await expect(page.getByTestId('favourite')).toHaveAttribute('aria-pressed', 'true');
    await closeViewer();
  }
  const numbers = { a: await numberOf('a.jpg'), b: await numberOf('b.jpg'), c: await numberOf('c.jpg') };

  await test.step('opening the app tells once how many new photos it has found, and shows them', async () => {
    await folderPicker(page, { 'e.jpg': e });
    await page.reload();
    await expect(found).toHaveAttribute('data-count', '1');
    await page.getByTestId('found-show').click();
    await expect(page.getByTestId('found-photo')).toBeVisible();
    await findsNothing(page);
    await page.getByTestId('found-photo').click();
    await expect(page.getByTestId('favourite')).toBeVisible();
    await closeViewer();
    await found.getByRole('button', { name: 'Dismiss' }).click();
    await expect(found).toHaveCount(0);
    await app.settled(5);
  });

  await test.step('a moved and a renamed file stay the same photos, in one place', async () => {
    await moveInFolder(page, 'a.jpg', 'trip/a.jpg');
    await moveInFolder(page, 'b.jpg', 'bee.jpg');
    await look();
    await expect(app.photo('bee.jpg')).toBeVisible();
    await app.settled(5);
    await expect.poll(sorted).toEqual(['a.jpg', 'bee.jpg', 'c.jpg', 'd.jpg', 'e.jpg']);
    expect(await numberOf('a.jpg')).toBe(numbers.a);
    expect(await numberOf('bee.jpg')).toBe(numbers.b);
    await openViewer('a.jpg');
    await expect(page.getByTestId('favourite')).toHaveAttribute('aria-pressed', 'true');
    await page.getByRole('button', { name: 'Details' }).click();
    const known = page.getByRole('complementary', { name: 'Details' });
    await expect(known).toContainText('Holiday / trip/a.jpg');
    await expect(known).not.toContainText('Holiday / a.jpg');
    await page.keyboard.press('Escape');
    await expect(known).toHaveCount(0);
    await closeViewer();
    await expect(missing).toHaveCount(0);
    await expect(found).toHaveCount(0);
  });

  await test.step('a deleted file takes its photo out of every view, and offers to remove it', async () => {
    await moveInFolder(page, 'trip/c.jpg', null);
    await moveInFolder(page, 'trip/d.jpg', null);
    await look();
    await expect(missing).toHaveAttribute('data-count', '2');
    await app.settled(3);
    await expect.poll(sorted).toEqual(['a.jpg', 'bee.jpg', 'e.jpg']);
    await app.find('is:favourite');
    await expect.poll(sorted).toEqual(['a.jpg', 'bee.jpg']);
    await app.search.fill('');
    await page.reload();
    await expect(missing).toHaveAttribute('data-count', '2');
    await app.settled(3);
    await page.getByTestId('missing-show').click();
    await expect(page.getByTestId('missing-photo')).toHaveCount(2);
    await findsNothing(page);
    await page.getByTestId('missing-keep').click();
    await expect(missing).toHaveCount(0);
  });

  await test.step('a file that is back brings its photo back, with its favourite', async () => {
    await folderPicker(page, { 'trip/c.jpg': c });
    await look();
    await app.settled(4);
    expect(await numberOf('c.jpg')).toBe(numbers.c);
    await expect(missing).toHaveCount(0);
    await app.find('is:favourite');
    await expect.poll(sorted).toEqual(['a.jpg', 'bee.jpg', 'c.jpg']);
    await app.search.fill('');
  });

  await test.step('a photo that stays missing can be removed', async () => {
    await app.go('Settings');
    await page.getByTestId('missing-list').click();
    await page.getByTestId('missing-remove').click();
    await expect(page.getByTestId('missing-list')).toHaveCount(0);
    await app.go('Find');
    expect(await app.storedNames()).toEqual(['a.jpg', 'bee.jpg', 'c.jpg', 'e.jpg']);
  });

  await test.step('a file that another program edits keeps its favourite', async () => {
    await folderPicker(page, { 'bee.jpg': edited });
    await look();
    await expect.poll(() => numberOf('bee.jpg')).toBeGreaterThan(numbers.b);
    await app.settled(4);
    await openViewer('bee.jpg');
    await expect(page.getByTestId('favourite')).toHaveAttribute('aria-pressed', 'true');
    await closeViewer();
    await expect(found).toHaveCount(0);
  });

  await test.step('a file that was met half-copied becomes a photo once it is whole', async () => {
    await folderPicker(page, { 'f.jpg': d.subarray(0, 40) });
    await look();
    await expect(app.failed).toHaveCount(1);
    await folderPicker(page, { 'f.jpg': d });
    await look();
    await expect(app.photo('f.jpg')).toBeVisible();
    await expect(app.failed).toHaveCount(0);
    await app.settled(5);
  });

  await test.step('a subfolder is left out, and taken in again with the marks of its photos', async () => {
    await app.go('Settings');
    await page.getByTestId('subfolders').click();
    await expect(page.getByTestId('subfolder')).toBeChecked();
    await findsNothing(page);
    await page.getByTestId('subfolder').uncheck();
    await expect(page.getByTestId('subfolder')).toBeEnabled();
    await page.keyboard.press('Escape');
    await app.go('Find');
    await app.settled(3);
    await expect.poll(sorted).toEqual(['bee.jpg', 'e.jpg', 'f.jpg']);
    await page.reload();
    await app.settled(3);
    await app.go('Settings');
    await page.getByTestId('subfolders').click();
    await page.getByTestId('subfolder').check();
    await expect(page.getByTestId('subfolder')).toBeEnabled();
    await page.keyboard.press('Escape');
    await app.go('Find');
    await app.settled(5);
    expect(await numberOf('a.jpg')).toBe(numbers.a);
  });

  await test.step('screenshots are left out by choice, those that come later too', async () => {
    await folderPicker(page, { 'Screenshot_20240101.jpg': b });
    await look();
    await app.settled(6);
    await app.go('Settings');
    await page.getByTestId('leave-out-screenshots').check();
    await app.go('Find');
    await app.settled(5);
    await app.go('Settings');
    await expect(page.getByTestId('leave-out-screenshots')).toBeChecked();
    await page.getByTestId('leave-out-screenshots').uncheck();
    await app.go('Find');
    await app.settled(6);
  });

  await test.step('a folder that cannot be read keeps its photos, and is named once', async () => {
    await page.evaluate(async () => {
      await (await navigator.storage.getDirectory()).removeEntry('Holiday', { recursive: true });
    });
    await page.reload();
    await app.settled(6);
    await expect(page.getByText('Holiday cannot be read and was left out.')).toBeVisible();
    await expect(missing).toHaveCount(0);
    await page.reload();
    await app.settled(6);
    await expect(missing).toHaveCount(0);
  });
});
