/**
 * People by the real models, on drawn faces. The embedder puts all drawings into one group, so what is tested is what
 * the user does with groups, not how well they are told apart.
 */

import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { type App, expect, test } from './app';
import { findsNothing } from './axe';

const picture = (name: string) => fileURLToPath(new URL(`../fixtures/faces/${name}`, import.meta.url));

/** Four with one face each, and one without. */
const PICTURES = ['01-one.jpg', '08-same-a.jpg', '09-same-b.jpg', '10-other.jpg', '12-none-shapes.jpg'];

const STORES = ['faces', 'faceCrops', 'people'];

/** Counts the rows of the stores of faces. */
function rows(page: Page): Promise<number[]> {
  return page.evaluate(async (names) => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('mitsuke');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const count = (name: string) =>
      new Promise<number>((resolve) => {
        const request = db.transaction(name).objectStore(name).count();
        request.onsuccess = () => resolve(request.result);
      });
    const counts = await Promise.all(names.map(count));
    db.close();
    return counts;
  }, STORES);
}

const place = (page: Page) => page.getByTestId('people');
const persons = (page: Page) => page.getByTestId('person');

async function turnOn(app: App, page: Page, settings = 'Settings'): Promise<void> {
  await app.go(settings);
  await page.getByTestId('people-open').click();
  await page.getByTestId('people-on').click();
  await expect(place(page)).toHaveAttribute('data-state', 'done', { timeout: 240_000 });
}

const names = (app: App) =>
  app.photos.evaluateAll((tiles) => tiles.map((tile) => tile.getAttribute('data-name')).sort());

test('faces are found, named, found by name, taken out, and erased', async ({ app, page }) => {
  await app.open();
  await app.fileInput.setInputFiles(PICTURES.map(picture));
  await app.settled(5);
  await test.step('before it is turned on, one page says what it is, and nothing is looked for', async () => {
    await expect(page.getByRole('navigation').getByText('People')).toHaveCount(0);
    await app.go('Settings');
    await page.getByTestId('people-open').click();
    await expect(page.getByTestId('people-on')).toBeVisible();
    await expect(place(page)).toHaveAttribute('data-state', 'off');
    await findsNothing(page);
    expect(await rows(page)).toEqual([0, 0, 0]);
  });
  await turnOn(app, page);
  expect(await rows(page)).toEqual([5, 4, 1]);
  await expect(page.getByRole('navigation').getByText('People')).toBeVisible();

  await test.step('one group, which is named', async () => {
    await expect(persons(page)).toHaveCount(1);
    await expect(persons(page)).toHaveAttribute('data-photos', '4');
    await expect(persons(page).getByTestId('face-picture')).toBeVisible();
    await findsNothing(page);
    await persons(page).click();
    await page.getByTestId('person-name').fill('Anna');
    await page.getByTestId('person-name-save').click();
    await expect(page.getByTestId('person-page')).toHaveAttribute('data-name', 'Anna');
    await expect(page.getByTestId('face')).toHaveCount(4);
    await findsNothing(page);
  });
  await test.step('pressing it shows the photos', async () => {
    await page.getByTestId('person-photos').click();
    await expect(app.search).toHaveValue('person:"Anna"');
    await expect(app.photos).toHaveCount(4);
    await expect(page.getByTestId('chip')).toHaveAttribute('data-kind', 'person');
  });
  await test.step('by name in a sentence, which one press makes plain words again', async () => {
    await app.find('a portrait of ＡＮＮＡ');
    await expect(page.locator('[data-testid=chip][data-kind=person]')).toHaveAttribute('data-words', 'Anna');
    await expect(app.photos).toHaveCount(4);
    await page.getByTestId('chip-visual').click();
    await expect(app.search).toHaveValue("a portrait of 'ＡＮＮＡ'");
    await expect(page.locator('[data-testid=chip][data-kind=person]')).toHaveCount(0);
    await expect(app.photos).toHaveCount(5);
  });
  await test.step('nobody', async () => {
    await app.find('person:none');
    await expect(app.photos).toHaveCount(1);
    await expect(app.photos).toHaveAttribute('data-name', '12-none-shapes.jpg');
    await app.find('nobody');
    await expect(app.photos).toHaveCount(1);
  });
  await test.step('a face that is somebody else is taken out', async () => {
    await app.go('People');
    await page.getByTestId('face').last().click();
    await page.getByTestId('person-not').click();
    await expect(page.getByTestId('face')).toHaveCount(3);
    await page.getByRole('button', { name: 'Everybody' }).click();
    await expect(page.getByTestId('people-loose').getByTestId('face')).toHaveCount(1);
  });
  await test.step('it can be named, and photos with both are found', async () => {
    await page.getByTestId('people-loose').getByTestId('face').click();
    await page.getByTestId('person-name').fill('Ben');
    await page.getByTestId('person-name-save').click();
    await expect(persons(page)).toHaveCount(2);
    await app.go('Find');
    await app.find('person:Ben');
    await expect(app.photos).toHaveCount(1);
    await app.search.fill('Anna and Ben');
    await expect(page.getByTestId('results')).toHaveAttribute('data-total', '0');
    await app.find('only Anna');
    await expect(app.photos).toHaveCount(3);
  });
  await test.step('who is in a photo stands beside it', async () => {
    await app.photos.first().click();
    await page.getByRole('button', { name: 'Details' }).click();
    await expect(page.getByTestId('people-in-photo')).toContainText('Anna');
    await findsNothing(page);
    await page.getByTestId('people-in-photo').getByRole('button').click();
    await expect(app.search).toHaveValue('person:"Anna"');
  });
  await test.step('a reload and a new photo change nothing of it', async () => {
    const before = await names(app);
    await page.reload();
    await app.settled(5);
    await app.fileInput.setInputFiles(picture('07-large.jpg'));
    await app.settled(6);
    await app.go('People');
    await expect(place(page)).toHaveAttribute('data-read', '6');
    await expect(place(page)).toHaveAttribute('data-state', 'done');
    await expect(persons(page)).toHaveCount(2);
    await app.go('Find');
    await app.find('person:Anna');
    await expect(app.photos.first()).toBeVisible();
    expect(await names(app)).toEqual(expect.arrayContaining(before));
    await app.find('person:Ben');
    await expect(page.getByTestId('chip')).toHaveAttribute('data-words', 'Ben');
    expect(await names(app)).not.toEqual(expect.arrayContaining(before));
  });
  await test.step('one is hidden, and shown again', async () => {
    await app.go('People');
    await page.locator('[data-testid=person][data-name=Ben]').click();
    await page.getByTestId('person-hide').click();
    await page.getByRole('button', { name: 'Everybody' }).click();
    await expect(persons(page)).toHaveCount(1);
    await page.getByTestId('people-hidden').click();
    await expect(persons(page)).toHaveCount(2);
  });
  await test.step('erased, nothing is left', async () => {
    await page.getByTestId('people-erase').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Turn off and delete all of it' }).click();
    await expect(page.getByTestId('people-on')).toBeVisible();
    expect(await rows(page)).toEqual([0, 0, 0]);
    await expect(page.getByRole('navigation').getByText('People')).toHaveCount(0);
    await app.go('Find');
    await app.search.fill('person:Anna');
    await expect(page.getByTestId('results')).toHaveAttribute('data-total', '0');
    await app.search.fill('');
    await expect(app.photos).toHaveCount(6);
  });
});

test('without a network it says so, and looks when there is one', async ({ app, page, context }) => {
  await context.route(/\/(detector|landmarks|embedder)[^/]*\.onnx/, (route) => route.abort());
  await app.open();
  await app.fileInput.setInputFiles(picture('01-one.jpg'));
  await app.settled(1);
  await app.go('Settings');
  await page.getByTestId('people-open').click();
  await page.getByTestId('people-on').click();
  await expect(place(page)).toHaveAttribute('data-state', 'unable');
  await context.unrouteAll();
  await page.getByTestId('people-retry').click();
  await expect(place(page)).toHaveAttribute('data-state', 'done', { timeout: 240_000 });
});

test.describe('with a Japanese interface on a phone', () => {
  test.use({ locale: 'ja-JP', viewport: { width: 390, height: 844 } });

  test('a name in Japanese is found in a sentence, and all places fit beside each other', async ({
    app,
    page,
  }) => {
    await app.open();
    await app.fileInput.setInputFiles(['02-two.jpg', '12-none-shapes.jpg'].map(picture));
    await app.settled(2);
    await turnOn(app, page, '設定');
    await findsNothing(page);
    const tops = await page
      .getByRole('navigation')
      .getByRole('button')
      .evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect().top));
    expect(tops).toHaveLength(6);
    expect(new Set(tops).size).toBe(1);
    await persons(page).click();
    await page.getByTestId('person-name').fill('花子');
    await page.getByTestId('person-name-save').click();
    await expect(page.getByTestId('person-page')).toHaveAttribute('data-name', '花子');
    await findsNothing(page);
    await app.go('さがす');
    await app.find('花子さんの写真');
    await expect(app.photos).toHaveCount(1);
    await expect(app.photos).toHaveAttribute('data-name', '02-two.jpg');
  });
});
