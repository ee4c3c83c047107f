import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { manyPhotos } from '../fixtures/many';
import { type App, expect, test } from './app';
import { onClipboard } from './clipboard';
import { fingerOn } from './finger';
import { readZip } from './zip';

// Photos are virtual: a viewport of this height keeps the whole album in the document.
test.use({ viewport: { width: 1440, height: 2000 } });

const album = (name: string) => readFileSync(`public/album/${name}`);

const bar = (page: Page) => page.getByTestId('selection');

async function selected(page: Page, count: number): Promise<void> {
  await expect(bar(page)).toHaveAttribute('data-count', String(count));
}

/** Selects photos by name, with the mouse and the Ctrl key. */
async function select(app: App, ...names: string[]): Promise<void> {
  for (const name of names) await app.photo(name).click({ modifiers: ['ControlOrMeta'] });
}

/** Returns the file that a click makes the browser save. */
async function saved(page: Page, click: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

const verb = (page: Page, name: string) => bar(page).getByRole('button', { name, exact: true });

async function fromMenu(page: Page, item: string): Promise<void> {
  await verb(page, 'More').click();
  await page.getByRole('button', { name: item }).click();
}

test.describe('selecting', () => {
  test('works with the mouse: the corner, Ctrl, Shift for ranges, and then plain clicks', async ({
    app,
    page,
  }) => {
    await app.openWithSamples();
    const names = await app.names();
    await app.photos.nth(1).click({ position: { x: 18, y: 18 } });
    await selected(page, 1);
    await expect(app.photos.nth(1)).toHaveAttribute('aria-pressed', 'true');
    await expect(app.photos.nth(2)).toHaveAttribute('aria-pressed', 'false');
    await app.photos.nth(5).click({ modifiers: ['Shift'] });
    await selected(page, 5);
    await app.photos.nth(3).click();
    await selected(page, 4);
    const pressed = app.photos.and(page.locator('[aria-pressed=true]'));
    expect(await pressed.evaluateAll((photos) => photos.map((photo) => photo.dataset.name))).toEqual(
      [1, 2, 4, 5].map((i) => names[i]),
    );
    await page.getByRole('button', { name: 'Stop selecting' }).click();
    await expect(bar(page)).toHaveCount(0);
    await expect(app.photos.nth(1)).not.toHaveAttribute('aria-pressed');
    await app.photos.nth(1).click();
    await expect(page.getByRole('button', { name: 'Similar photos' })).toBeVisible();
  });

  test('works with the keyboard: x, Shift and arrows, all, Escape, while Enter still opens', async ({
    app,
    page,
  }) => {
    await app.openWithSamples();
    await app.photos.first().focus();
    await page.keyboard.press('x');
    await selected(page, 1);
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await expect(app.photos.nth(2)).toBeFocused();
    await selected(page, 3);
    await page.keyboard.press('x');
    await selected(page, 2);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Similar photos' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.locator('.pswp')).toHaveCount(0);
    await selected(page, 2);
    await page.keyboard.press('ControlOrMeta+a');
    await selected(page, 42);
    await expect(page.getByRole('status').filter({ hasText: '42 selected' })).toHaveCount(1);
    await page.keyboard.press('Escape');
    await expect(bar(page)).toHaveCount(0);
  });

  test('can begin with a button, for users without mouse and keys', async ({ app, page }) => {
    await app.openWithSamples();
    await page.getByTestId('select').click();
    await selected(page, 0);
    await expect(verb(page, 'Save')).toBeDisabled();
    await expect(app.photos.first()).toBeFocused();
    await page.keyboard.press('Space');
    await selected(page, 1);
  });

  test('survives scrolling and new photos in a library of 20,000', async ({ app, page }) => {
    await app.openWithMany(20_000);
    await select(app, 'photo-20000.jpg', 'photo-19998.jpg');
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await expect(app.photo('photo-1.jpg')).toBeInViewport();
    await app.photo('photo-1.jpg').click();
    await selected(page, 3);
    await app.fileInput.setInputFiles(manyPhotos(2));
    await app.settled(20_002);
    await selected(page, 3);
    await page.evaluate(() => scrollTo(0, 0));
    await expect(app.photo('photo-20000.jpg')).toHaveAttribute('aria-pressed', 'true');
    await expect(app.photo('photo-19999.jpg')).toHaveAttribute('aria-pressed', 'false');
    await page.keyboard.press('ControlOrMeta+a');
    await selected(page, 20_002);
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('a long press begins a selection, the moving finger extends it, and taps toggle', async ({
    app,
    page,
  }) => {
    await app.openWithSamples();
    const centre = async (index: number) => {
      const box = await app.photos.nth(index).boundingBox();
      if (!box) throw new Error('The photo is not on the screen.');
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    };
    const finger = await fingerOn(page);
    await finger.down(await centre(0));
    await selected(page, 1);
    for (const index of [1, 2, 5, 4]) await finger.move(await centre(index));
    // The selection is the range from the first photo to the finger.
    await selected(page, 5);
    await finger.up();
    expect(await page.evaluate(() => scrollY)).toBe(0);
    await app.photos.nth(0).tap();
    await selected(page, 4);
    await app.photos.nth(8).tap();
    await selected(page, 5);
  });

  test('photos are shared as files with their own names and bytes', async ({ app, page }) => {
    // Headless Chromium has no share sheet, so the test replaces the API.
    await page.addInitScript(() => {
      const shared: File[] = [];
      Object.assign(globalThis, { shared });
      navigator.canShare = () => true;
      navigator.share = async ({ files = [] } = {}) => void shared.push(...files);
    });
    await app.openWithSamples();
    await page.getByTestId('select').tap();
    await app.photo('panda.jpg').tap();
    await app.photo('goldfish.jpg').tap();
    await verb(page, 'Share').tap();
    const shared = () =>
      page.evaluate(() =>
        (globalThis as unknown as { shared: File[] }).shared.map(({ name, size, type }) => ({
          name,
          size,
          type,
        })),
      );
    await expect.poll(async () => (await shared()).length).toBe(2);
    for (const { name, size, type } of await shared()) {
      expect({ size, type }).toEqual({ size: album(name).length, type: 'image/jpeg' });
    }
  });
});

test.describe('saving copies', () => {
  test('one copy is saved under its name, byte for byte', async ({ app, page }) => {
    await app.openWithSamples();
    await select(app, 'panda.jpg');
    const { name, bytes } = await saved(page, () => verb(page, 'Save').click());
    expect(name).toBe('panda.jpg');
    expect(bytes.equals(album('panda.jpg'))).toBe(true);
  });

  test('several copies become one ZIP of the originals in browsers without a folder picker', async ({
    app,
    page,
  }) => {
    await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'showDirectoryPicker'));
    await app.openWithSamples();
    await select(app, 'panda.jpg', 'goldfish.jpg', 'wrench.jpg');
    const { name, bytes } = await saved(page, () => verb(page, 'Save').click());
    expect(name).toMatch(/^mitsuke-\d{4}-\d\d-\d\d\.zip$/);
    const files = readZip(bytes);
    expect([...files.keys()].sort()).toEqual(['goldfish.jpg', 'panda.jpg', 'wrench.jpg']);
    for (const [file, entry] of files) expect(entry.bytes.equals(album(file))).toBe(true);
    await expect(page.getByText('3 copies were saved.')).toBeVisible();
  });

  test('previews are saved if no original can be read, and a notice says so', async ({ app, page }) => {
    await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'showDirectoryPicker'));
    await app.open();
    const [a, b] = manyPhotos(2);
    await app.fileInput.setInputFiles([
      { name: 'same.jpg', mimeType: 'image/jpeg', buffer: a?.buffer as Buffer },
    ]);
    await app.settled(1);
    await app.fileInput.setInputFiles([
      { name: 'same.jpg', mimeType: 'image/jpeg', buffer: b?.buffer as Buffer },
    ]);
    await app.settled(2);
    await app.photos.first().focus();
    await page.keyboard.press('ControlOrMeta+a');
    const { bytes } = await saved(page, () => verb(page, 'Save').click());
    expect([...readZip(bytes).keys()].sort()).toEqual(['same (2).jpg', 'same.jpg']);
    await expect(page.getByText(/2 are previews/)).toBeVisible();
  });

  test('copies are added to a folder without replacing its files', async ({ app, page }) => {
    await app.openWithSamples();
    await page.evaluate(async () => {
      const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('Out', {
        create: true,
      });
      const writer = await (await folder.getFileHandle('panda.jpg', { create: true })).createWritable();
      await writer.write('mine');
      await writer.close();
      Object.assign(globalThis, { showDirectoryPicker: async () => folder });
    });
    await select(app, 'panda.jpg', 'goldfish.jpg');
    await verb(page, 'Save').click();
    await expect(page.getByText('2 copies were saved.')).toBeVisible();
    const sizes = await page.evaluate(async () => {
      const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('Out');
      const sizes: Record<string, number> = {};
      for await (const entry of folder.values()) {
        if (entry.kind === 'file') sizes[entry.name] = (await entry.getFile()).size;
      }
      return sizes;
    });
    expect(sizes).toEqual({
      'panda.jpg': 4,
      'panda (2).jpg': album('panda.jpg').length,
      'goldfish.jpg': album('goldfish.jpg').length,
    });
  });
});

test('one photo is copied to the clipboard as a picture, several as their names', async ({
  app,
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await app.openWithSamples();
  await select(app, 'panda.jpg');
  await fromMenu(page, 'Copy the picture');
  await expect(page.getByText('The picture is on the clipboard.')).toBeVisible();
  const size = await onClipboard(context, async () => {
    const [item] = await navigator.clipboard.read();
    const picture = await createImageBitmap((await item?.getType('image/png')) as Blob);
    return { width: picture.width, height: picture.height };
  });
  const [panda] = (await app.stored()).filter(({ name }) => name === 'panda.jpg');
  expect(size).toEqual({ width: panda?.width, height: panda?.height });

  await select(app, 'wrench.jpg');
  await fromMenu(page, 'Copy the names');
  await expect(page.getByText('2 names are on the clipboard.')).toBeVisible();
  const names = await onClipboard(context, () => navigator.clipboard.readText());
  expect(names.split('\n').sort()).toEqual(['panda.jpg', 'wrench.jpg']);
});

test('lists are exported of the selected photos as CSV, and of all results as JSON', async ({
  app,
  page,
}) => {
  await app.openWithSamples();
  await app.find('a panda');
  await select(app, 'panda.jpg');
  const csv = await saved(page, () => fromMenu(page, 'Export list as CSV'));
  expect(csv.name).toMatch(/\.csv$/);
  const lines = csv.bytes.toString('utf8').split('\r\n');
  expect(lines[0]).toBe(
    '\uFEFFname,path,source,taken,offset,width,height,bytes,type,camera,latitude,longitude,caption,tags,favourite,score,strength',
  );
  expect(lines[1]).toMatch(/^panda\.jpg,panda\.jpg,sample,\d{4}-\d\d-\d\dT/);
  expect(lines.slice(2)).toEqual(['']);

  await page.keyboard.press('Escape');
  await expect(bar(page)).toHaveCount(0);
  const json = await saved(page, async () => {
    await page.getByRole('button', { name: 'More actions for these photos' }).click();
    await page.getByTestId('export-json').click();
  });
  const list = JSON.parse(json.bytes.toString('utf8'));
  expect(list).toHaveLength(42);
  expect(list[0]).toMatchObject({ name: 'panda.jpg', type: 'image/jpeg', tags: [], favourite: false });
  expect(list[0].bytes).toBe(album('panda.jpg').length);
  const scores = list.map(({ score }: { score: number }) => score);
  expect(scores).toEqual([...scores].sort((a: number, b: number) => b - a));
});

test('favourites and tags appear in another tab at once, and stay', async ({ app, page, context }) => {
  await app.openWithSamples();
  const other = await context.newPage();
  await other.goto('/');
  const there = other.locator('[data-testid=photo][data-name="panda.jpg"]');
  await expect(there).toBeAttached();
  // A page in the background draws once a second, and a click waits until its target stops moving.
  await page.bringToFront();

  const thumbnail = await app.photo('panda.jpg').locator('img').getAttribute('src');
  await select(app, 'panda.jpg', 'wrench.jpg');
  await verb(page, 'Favourite').click();
  await expect(verb(page, 'Favourite')).toHaveAttribute('aria-pressed', 'true');
  await expect(app.photo('panda.jpg')).toHaveAccessibleName(/Favourite/);
  await expect(there).toHaveAccessibleName(/Favourite/);
  // A mark does not reload the thumbnail.
  expect(await app.photo('panda.jpg').locator('img').getAttribute('src')).toBe(thumbnail);

  await verb(page, 'Tags').click();
  await page.getByTestId('tag-input').fill('動物');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('tag')).toHaveAttribute('data-tag', '動物');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(bar(page)).toHaveCount(0);

  await test.step('the viewer shows and changes the same marks', async () => {
    // Leaving a layer goes back in the history, which ends a reload that begins before.
    await expect(() => page.reload()).toPass();
    await app.photo('panda.jpg').click();
    await expect(page.getByTestId('favourite')).toHaveAttribute('aria-pressed', 'true');
    await page.keyboard.press('f');
    await expect(page.getByTestId('favourite')).toHaveAttribute('aria-pressed', 'false');
    await page.keyboard.press('i');
    await expect(page.getByTestId('tag')).toHaveAttribute('data-tag', '動物');
    await page.getByTestId('tag-input').fill('fluffy if');
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('tag')).toHaveCount(2);
    await page.getByRole('button', { name: 'Remove the tag 動物' }).click();
    await expect(page.getByTestId('tag')).toHaveCount(1);
    // Letters typed into the field do not act as keys of the viewer.
    await expect(page.getByTestId('favourite')).toHaveAttribute('aria-pressed', 'false');
  });

  await expect(there).not.toHaveAccessibleName(/Favourite/);
  await other.bringToFront();
  await there.click();
  await expect(other.getByTestId('favourite')).toBeVisible();
  await other.keyboard.press('i');
  await expect(other.getByTestId('tag')).toHaveAttribute('data-tag', 'fluffy if');

  await test.step('a tag of the library is offered for the next photo', async () => {
    await other.keyboard.press('ArrowRight');
    await expect(other.getByTestId('tag')).toHaveCount(0);
    await other.getByTestId('known-tag').filter({ hasText: 'fluffy if' }).click();
    await expect(other.getByTestId('tag')).toHaveAttribute('data-tag', 'fluffy if');
    await expect(other.getByTestId('known-tag').filter({ hasText: 'fluffy if' })).toHaveCount(0);
  });
});

test('the original opens in a tab of its own', async ({ app, page }) => {
  await app.openWithSamples();
  await app.photo('panda.jpg').click();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  const [tab] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('button', { name: 'Open the original' }).click(),
  ]);
  await expect(tab.locator('img')).toBeVisible();
  const [panda] = (await app.stored()).filter(({ name }) => name === 'panda.jpg');
  const width = await tab.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth);
  expect(width).toBe(panda?.width);
});

test('several photos are removed at once, and the selection ends', async ({ app, page }) => {
  await app.openWithSamples();
  await select(app, 'panda.jpg', 'wrench.jpg', 'goldfish.jpg');
  await fromMenu(page, 'Remove from library');
  await expect(page.getByRole('dialog')).toContainText('Remove 3 photos');
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await app.settled(39);
  await expect(bar(page)).toHaveCount(0);
  expect(await app.storedNames()).not.toContain('panda.jpg');
});
