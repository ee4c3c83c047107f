import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES } from '#core/languages';
import { VERSION_1 } from '../fixtures/libraries/v1';
import { writeLibrary } from '../fixtures/libraries/write';
import { manyPhotos } from '../fixtures/many';
import { expect, test } from './app';
import { findsNothing } from './axe';
import { folderPicker } from './folder';
import { hand } from './handing';
import { holdDatabase, openStill } from './held-database';
import { backFrom } from './layers';

test('a folder is added with its subfolders, and scanned for new photos later', async ({ app, page }) => {
  await app.open();
  const photos = manyPhotos(4).map(({ buffer }) => buffer) as [Buffer, Buffer, Buffer, Buffer];
  await folderPicker(page, {
    'a.jpg': photos[0],
    'deep/er/b.jpg': photos[1],
    'notes.txt': Buffer.from('no'),
  });
  await page.getByRole('button', { name: 'Choose a folder' }).click();
  await app.settled(2);
  await expect(app.indexing).toHaveAttribute('data-failed', '0');

  await test.step('a new file and a changed one are found when the app is opened again', async () => {
    await folderPicker(page, { 'c.jpg': photos[2], 'a.jpg': photos[3] });
    await page.reload();
    await expect(app.photo('c.jpg')).toBeVisible();
    // The changed file is one photo, not two.
    await app.settled(3);
    await expect.poll(async () => (await app.names()).sort()).toEqual(['a.jpg', 'b.jpg', 'c.jpg']);
  });

  await test.step('on a phone its buttons are beside its name, in each language', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await app.go('Settings');
    const source = page.getByRole('listitem').filter({ has: page.getByTestId('subfolders') });
    for (const { name, tag } of [...LANGUAGES].reverse()) {
      await page.getByRole('radio', { name }).check();
      await expect(page.locator('html')).toHaveAttribute('lang', tag);
      await expect(source.getByRole('button')).toHaveCount(2);
      const below = () =>
        source.evaluate((item) => {
          const name = item.querySelector('p')?.getBoundingClientRect().bottom ?? Number.NaN;
          const buttons = [...item.querySelectorAll('button')];
          return buttons.filter((button) => !(button.getBoundingClientRect().top < name)).length;
        });
      await expect.poll(below, { message: name }).toBe(0);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step('removing the source removes its photos', async () => {
    await page.getByRole('button', { name: /Remove Holiday/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await app.go('Find');
    await app.settled(0);
    await expect(page.getByRole('button', { name: 'Choose a folder' })).toBeVisible();
  });
});

test('photos that are added and removed leave no elements behind', async ({ app, page }) => {
  const session = await page.context().newCDPSession(page);
  const nodes = async () => {
    await session.send('HeapProfiler.collectGarbage');
    return (await session.send('Memory.getDOMCounters')).nodes;
  };
  const round = async (i: number) => {
    await app.fileInput.setInputFiles(manyPhotos(6, `round-${i}`));
    await app.settled(6);
    await app.photos.first().focus();
    await page.keyboard.press('x');
    await page.keyboard.press('ControlOrMeta+a');
    await page.getByTestId('selection').getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('button', { name: 'Remove from library' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await app.settled(0);
    await app.go('Settings');
    await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
    await app.go('Find');
    await expect(page.getByTestId('sample-album')).toBeVisible();
  };
  await app.open();
  // Code is loaded in the first round.
  for (const i of [1, 2]) await round(i);
  const before = await nodes();
  await round(3);
  // A notice may be there or not. A round that leaves its grid leaves 155.
  await expect.poll(nodes).toBeLessThan(before + 60);
});

test('the folder input adds a folder in browsers without a folder picker', async ({
  app,
  page,
}, testInfo) => {
  const folder = testInfo.outputPath('Holiday');
  mkdirSync(join(folder, 'deep', 'er'), { recursive: true });
  const [a, b] = manyPhotos(2).map(({ buffer }) => buffer) as [Buffer, Buffer];
  writeFileSync(join(folder, 'a.jpg'), a);
  writeFileSync(join(folder, 'deep', 'er', 'b.jpg'), b);
  writeFileSync(join(folder, 'notes.txt'), 'no');
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'showDirectoryPicker'));
  await app.open();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a folder' }).click();
  await (await chooser).setFiles(folder);
  await app.settled(2);
  expect(await app.storedNames()).toEqual(['a.jpg', 'b.jpg']);
  await expect(app.indexing).toHaveAttribute('data-failed', '0');
  await app.go('Settings');
  await expect(page.getByRole('button', { name: 'Remove Holiday' })).toBeVisible();
});

test('photos can be dropped and pasted, and a duplicate stays one photo', async ({ app, page }) => {
  await app.open();
  await hand(page, 'drop', ['panda.jpg', 'wrench.jpg']);
  await app.settled(2);
  await hand(page, 'paste', ['goldfish.jpg', 'panda.jpg']);
  await app.settled(3);
  await expect(app.indexing).toHaveAttribute('data-total', '3');
});

test('the viewer follows the keys, finds similar photos, and returns the focus to the photo', async ({
  app,
  page,
}) => {
  await app.openWithSamples();
  await app.find('palace');
  const [first, second] = await app.names();
  await app.photos.first().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText(first ?? '', { exact: true }).last()).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText(second ?? '', { exact: true }).last()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Similar photos' })).toHaveCount(0);
  await expect(app.photo(second ?? '')).toBeFocused();

  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Similar photos' }).click();
  await expect(page.getByRole('button', { name: 'Similar photos' })).toHaveCount(0);
  await expect(app.photos.first()).toHaveAttribute('data-name', first ?? '');
  expect(await app.names()).not.toContain(second);
});

test('the browser’s Back closes the viewer', async ({ app, page }) => {
  await app.openWithSamples();
  await app.photos.first().click();
  await expect(page.getByRole('button', { name: 'Similar photos' })).toBeVisible();
  await backFrom(page, 1);
  await expect(page.getByRole('button', { name: 'Similar photos' })).toHaveCount(0);
  await expect(app.photos.first()).toBeVisible();
});

test('a photo that is removed in the viewer is not found any more', async ({ app, page }) => {
  await app.openWithSamples();
  await app.photo('panda.jpg').click();
  await page.getByRole('button', { name: 'Remove from library' }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await app.settled(41);
  await page.keyboard.press('Escape');
  await app.find('a panda');
  await expect(app.photo('panda.jpg')).toHaveCount(0);
  await page.reload();
  await app.settled(41);
  await app.find('a panda');
  await expect(app.photo('panda.jpg')).toHaveCount(0);
});

test('one click removes the sample album, but not what the user added', async ({ app, page }) => {
  await app.openWithSamples();
  await app.fileInput.setInputFiles('public/album/panda.jpg');
  await expect(app.indexing).toHaveAttribute('data-state', 'idle');
  await page.getByRole('button', { name: 'Remove sample photos' }).click();
  // Its bytes are those of a sample photo, but the user added it too.
  await app.settled(1);
  await expect.poll(() => app.names()).toEqual(['panda.jpg']);
});

test('everything can be erased, although the step back of the sheet calls the load of the new page off', async ({
  app,
  page,
}) => {
  await app.openWithSamples();
  await app.go('Settings');
  await page.evaluate(() => {
    const { go } = History.prototype;
    const unloading = new Promise((begun) => addEventListener('beforeunload', begun));
    History.prototype.go = (steps) => void unloading.then(() => setTimeout(() => go.call(history, steps)));
  });
  const calledOff = page.waitForEvent('requestfailed', (request) => request.isNavigationRequest());
  // The first load is under way when the step is made.
  await page.route('/', async (route) => {
    await calledOff;
    // The one that is called off cannot go on.
    await route.continue().catch(() => undefined);
  });
  await page.getByRole('button', { name: 'Erase everything' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Erase everything' }).click();
  await calledOff;
  // The page is loaded anew, at the first screen.
  await expect(page.getByTestId('sample-album')).toBeVisible();
  await app.settled(0);
});

test('a library of a newer version is left unchanged, and the page says so', async ({ app, page }) => {
  await page.goto('/album/SOURCES.md');
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        const request = indexedDB.open('mitsuke', 999);
        request.onsuccess = () => resolve(request.result.close());
      }),
  );
  await page.goto('/');
  await expect(page.getByRole('alert')).toContainText('newer Mitsuke');
  await findsNothing(page);
  await expect(app.search).toHaveCount(0);
});

test('the page asks to close a tab that blocks the upgrade of the database, and then continues', async ({
  app,
  page,
  context,
}) => {
  const old = await context.newPage();
  await openStill(old);
  const { version, stores } = VERSION_1;
  // Without records, because blobs cannot be passed into a page.
  const empty = stores.map(({ records: _, entries: __, ...store }) => store);
  await old.evaluate(writeLibrary, { version, stores: empty });
  await holdDatabase(old);
  await page.bringToFront();
  await page.goto('/');
  await expect(page.getByRole('alert')).toContainText('Close the other tabs');
  await findsNothing(page);
  await expect(app.search).toHaveCount(0);
  await old.close();
  await expect(page.getByTestId('sample-album')).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
});
