/**
 * A part of a photo asks: a frame that is dragged in the viewer, or moved by keys, a face, a line of text. And parts of
 * photos answer, if they are wanted.
 */

import type { Page } from '@playwright/test';
import { jpeg } from '../fixtures/jpeg';
import { PASTED, pasted } from '../fixtures/pasted';
import { expect, test } from './app';
import { findsNothing } from './axe';
import { fingerOn } from './finger';
import { backFrom } from './layers';
import { storedRows } from './stored-rows';

const chip = (page: Page) => page.locator('[data-testid=chip][data-kind=photo]');
const mode = (page: Page) => page.getByTestId('region-mode');

// Then the viewer opens, zooms and closes at once, and a picture that is seen stands where it stays.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where the shown picture is on the screen, once it rests: it grows as it opens and as it is zoomed. */
async function pictureBox(page: Page): Promise<Box> {
  const picture = page.locator('.pswp__item[aria-hidden=false] img.pswp__img:not(.pswp__img--placeholder)');
  await expect(picture).toBeVisible();
  let box: Box | null = null;
  await expect
    .poll(async () => {
      const before = JSON.stringify(box);
      box = await picture.boundingBox();
      return JSON.stringify(box) === before;
    })
    .toBe(true);
  if (!box) throw new Error('No picture.');
  return box;
}

/** Where the region is, in percent of the picture. */
async function regionIn(page: Page, { x, y, width, height }: Box): Promise<number[]> {
  const region = await page.getByTestId('region').boundingBox();
  if (!region) return [];
  const share = (part: number, whole: number) => Math.round((100 * part) / whole);
  return [
    share(region.x - x, width),
    share(region.y - y, height),
    share(region.width, width),
    share(region.height, height),
  ];
}

/** Drags from one point of the picture to another. @param from, to fractions 0..1 */
async function drag(page: Page, { x, y, width, height }: Box, from: number[], to: number[]): Promise<void> {
  const at = ([across = 0, down = 0]: number[]) => [x + across * width, y + down * height] as const;
  await page.mouse.move(...at(from));
  await page.mouse.down();
  await page.mouse.move(...at(to), { steps: 5 });
  await page.mouse.up();
}

/** Returns the colour in the middle of the picture of the chip. */
function colorOfChip(page: Page): Promise<number[]> {
  return chip(page)
    .locator('img')
    .evaluate(async (image: HTMLImageElement) => {
      await image.decode();
      const context = new OffscreenCanvas(1, 1).getContext('2d');
      const middle = [image.naturalWidth / 2, image.naturalHeight / 2, 1, 1] as const;
      context?.drawImage(image, ...middle, 0, 0, 1, 1);
      return [...(context?.getImageData(0, 0, 1, 1).data ?? [])].slice(0, 3);
    });
}

test('a frame in a photo finds what is in it, by mouse and by keyboard', async ({ app, page }) => {
  await app.openWithSamples();
  const files = [
    ['holiday.jpg', await pasted(page, 'mountain-path.jpg', 'goldfish.jpg')],
    // Stored on its side. Upright, it is red at the upper left, and blue elsewhere.
    [
      'turned.jpg',
      jpeg({
        ...{ width: 640, height: 480, color: 'rgb', exif: { orientation: 6 } },
        at: (x, y) => (x < 320 && y >= 240 ? [220, 30, 30] : [30, 30, 220]),
      }),
    ],
  ] as const;
  await app.fileInput.setInputFiles(
    files.map(([name, buffer]) => ({ name, mimeType: 'image/jpeg', buffer })),
  );
  await app.settled(44);

  await test.step('a frame that is dragged around a small goldfish finds the goldfish', async () => {
    await app.photo('holiday.jpg').click();
    await page.getByTestId('region-begin').click();
    await expect(page.getByTestId('region')).toBeFocused();
    const picture = await pictureBox(page);
    await expect.poll(() => regionIn(page, picture)).toEqual([25, 25, 50, 50]);
    await findsNothing(page);
    const [left, top, width, height] = PASTED;
    await drag(page, picture, [left, top], [left + width, top + height]);
    await expect.poll(() => regionIn(page, picture)).toEqual([70, 62, 25, 30]);
    await page.getByTestId('region-ask').click();
    await expect(page.locator('.pswp')).toHaveCount(0);
    await expect(app.photos.first()).toHaveAttribute('data-name', 'goldfish.jpg');
    await expect(chip(page)).toHaveAttribute('data-words', 'Part of holiday.jpg');
    await expect(app.photo('holiday.jpg')).toHaveCount(1);
  });
  await test.step('words combine with it, and one press removes it', async () => {
    await app.find('+(a panda)^4');
    await expect(chip(page)).toBeVisible();
    await expect(app.photos.first()).toHaveAttribute('data-name', 'panda.jpg');
    await chip(page).getByTestId('chip-remove').click();
    await expect(chip(page)).toHaveCount(0);
    await app.search.fill('');
    await expect(page.getByTestId('results')).toHaveCount(0);
  });

  await test.step('by keys alone, in a picture that is zoomed', async () => {
    await app.photo('turned.jpg').focus();
    await page.keyboard.press('Enter');
    const whole = await pictureBox(page);
    await page.keyboard.press('z');
    await expect.poll(async () => (await pictureBox(page)).width).toBeGreaterThan(whole.width);
    const zoomed = await pictureBox(page);
    await page.keyboard.press('p');
    await expect(page.getByTestId('region')).toBeFocused();
    const inMode = await pictureBox(page);
    expect(inMode.width).toBe(zoomed.width);
    const before = await regionIn(page, inMode);
    // In the middle of what is seen.
    expect(before[2]).toBeLessThan(50);
    for (const key of ['ArrowLeft', 'ArrowUp', 'Shift+ArrowRight', 'Shift+ArrowUp'])
      await page.keyboard.press(key);
    const changes = async () =>
      (await regionIn(page, inMode)).map((share, i) => Math.sign(share - (before[i] ?? 0)));
    // To the left and up by 2 %, 2 % wider and less high.
    await expect.poll(changes).toEqual([-1, -1, 1, -1]);
    await expect(page.getByTestId('region-said')).toHaveText(/^\d+% from the left, \d+% from the top/);
  });
  await test.step('Escape leaves the frame, then the viewer; so does Back', async () => {
    await page.keyboard.press('Escape');
    await expect(mode(page)).toHaveCount(0);
    await expect(page.getByTestId('region-begin')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('region')).toBeFocused();
    await backFrom(page, 2);
    await expect(mode(page)).toHaveCount(0);
    await expect(page.getByTestId('region-begin')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.locator('.pswp')).toHaveCount(0);
  });
  await test.step('of a picture that is stored on its side, the part that was seen is taken', async () => {
    await app.photo('turned.jpg').focus();
    await page.keyboard.press('Enter');
    await pictureBox(page);
    await page.keyboard.press('p');
    await expect(page.getByTestId('region')).toBeFocused();
    // It has given room to the panel.
    const picture = await pictureBox(page);
    for (let i = 0; i < 15; i++) await page.keyboard.press('ArrowLeft');
    for (let i = 0; i < 15; i++) await page.keyboard.press('ArrowUp');
    await expect.poll(async () => (await regionIn(page, picture)).slice(0, 2)).toEqual([0, 0]);
    await page.keyboard.press('Enter');
    await expect(chip(page)).toHaveAttribute('data-words', 'Part of turned.jpg');
    const [red = 0, , blue = 255] = await colorOfChip(page);
    expect(red).toBeGreaterThan(150);
    expect(blue).toBeLessThan(100);
    await chip(page).getByTestId('chip-remove').click();
  });
  await test.step('words find the small goldfish once small things are wanted, and no more when they are not', async () => {
    const place = async () => {
      await app.find('a goldfish');
      const names = await app.photos.evaluateAll((all) => all.map(({ dataset }) => dataset.name));
      const at = names.indexOf('holiday.jpg');
      // Not drawn: far down.
      return at < 0 ? names.length : at;
    };
    const turn = async (on: boolean) => {
      await app.go('Settings');
      // A switch is off and cannot be pressed until its state is known.
      await expect(page.getByTestId('tiles-on')).toBeEnabled();
      await page.getByTestId('tiles-on').setChecked(on);
      const state = on ? 'done' : 'off';
      await expect(page.getByTestId('tiles')).toHaveAttribute('data-state', state, { timeout: 240_000 });
      if (on) await findsNothing(page);
      await app.go('Find');
    };
    const kept = async () => (await storedRows<{ tiles: unknown }>(page, 'tiles')).tiles;
    expect(await place()).toBeGreaterThan(4);
    expect(await kept()).toEqual([]);
    await turn(true);
    // Behind the three fish of the album.
    await expect.poll(place).toBe(3);
    expect((await kept()).length).toBe(44);
    await page.reload();
    await app.settled(44);
    await expect.poll(place).toBe(3);
    await turn(false);
    await expect.poll(place).toBeGreaterThan(4);
    expect(await kept()).toEqual([]);
  });
});

/** Writes faces and words of a photo, as if they had been looked for; reload the page afterwards. */
async function seedThings(page: Page, photo: number): Promise<void> {
  await page.evaluate(async (photo) => {
    localStorage.setItem('mitsuke.people', 'yes');
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('mitsuke');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const stores = ['faces', 'people', 'words', 'librarySettings'];
    const tx = db.transaction(stores, 'readwrite');
    const face = (x: number, person: number | null) => ({
      ...{ box: [x, 0.1, 0.15, 0.2], score: 1, embedding: new Float32Array(128).fill(x), person },
    });
    tx.objectStore('faces').put([face(0.1, 1), face(0.4, 2), face(0.7, null)], photo);
    tx.objectStore('people').put({ id: 1, name: 'Anna', isSettled: true });
    tx.objectStore('people').put({ id: 2, name: '', isSettled: true });
    const line = { text: 'Goldfish Bar', corners: [0.1, 0.7, 0.6, 0.7, 0.6, 0.8, 0.1, 0.8], score: 0.9 };
    tx.objectStore('words').put([line], photo);
    tx.objectStore('librarySettings').put('paused', 'findsFaces');
    tx.objectStore('librarySettings').put('paused', 'readsWords');
    await new Promise<void>((resolve, reject) => {
      tx.oncomplete = () => resolve();
      tx.onerror = () => reject(tx.error);
    });
    db.close();
  }, photo);
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('a face asks for its person, a line for its words', async ({ app, page }) => {
    await app.openWithSamples();
    const photo = (await app.stored()).find(({ name }) => name === 'astronaut.jpg');
    await seedThings(page, photo?.no ?? 0);
    await page.reload();
    await app.settled(42);
    const begin = async () => {
      await app.photo('astronaut.jpg').click();
      await page.getByTestId('region-begin').tap();
      await expect(mode(page)).toHaveAttribute('data-things', '3');
      return pictureBox(page);
    };
    const tap = (picture: Box, x: number, y: number) =>
      page.touchscreen.tap(picture.x + x * picture.width, picture.y + y * picture.height);
    const offer = page.getByTestId('region-offer');

    await test.step('a tap on a face offers its photos', async () => {
      const picture = await begin();
      await tap(picture, 0.17, 0.2);
      // The browser takes a finger as done before the page has seen it.
      await expect.poll(() => regionIn(page, picture)).toEqual([10, 10, 15, 20]);
      await expect(offer).toHaveText('Photos of Anna');
      await findsNothing(page);
      await offer.tap();
      await expect(app.search).toHaveValue('person:"Anna"');
      await expect(app.photos).toHaveCount(1);
    });
    await test.step('somebody without a name too, by keys', async () => {
      await begin();
      await page.getByTestId('region-thing').nth(1).focus();
      await page.keyboard.press('Enter');
      await expect(offer).toHaveText('Photos of this person');
      await offer.tap();
      await expect(app.search).toHaveValue('person:#2');
    });
    await test.step('a line that a finger drags a frame around offers its words', async () => {
      await app.search.fill('');
      const { x, y, width, height } = await begin();
      const finger = await fingerOn(page);
      const at = (across: number, down: number) => ({ x: x + across * width, y: y + down * height });
      await finger.down(at(0.05, 0.65));
      await finger.move(at(0.4, 0.75));
      await finger.move(at(0.65, 0.85));
      await finger.up();
      await expect(offer).toHaveText('The words “Goldfish Bar”');
      await offer.tap();
      await expect(app.search).toHaveValue('text:"Goldfish Bar"');
      await expect(app.photos).toHaveCount(1);
      await expect(app.photos).toHaveAttribute('data-name', 'astronaut.jpg');
    });
  });
});
