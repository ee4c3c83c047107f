import type { Locator, Page } from '@playwright/test';
import { type App, expect, test } from './app';
import { hand } from './handing';

const results = (page: Page) => page.getByTestId('results');
const chip = (page: Page, words: string) => page.locator(`[data-testid=chip][data-words="${words}"]`);
const remove = (chip: Locator) => chip.getByTestId('chip-remove').click();

/** Returns the kind and words of each chip, in order. */
function chipsOf(page: Page): Promise<string[]> {
  return page
    .getByTestId('chip')
    .evaluateAll((chips) => chips.map(({ dataset }) => `${dataset.kind} ${dataset.words}`));
}

/** Opens the app with a library of only these album photos. */
async function openWith(app: App, names: string[]): Promise<void> {
  await app.open();
  await app.fileInput.setInputFiles(names.map((name) => `public/album/${name}`));
  await app.settled(names.length);
}

test('plus and minus become chips, and every chip can be removed', async ({ app, page }) => {
  await app.openWithSamples();
  await app.find('a windmill +(blue sky) -people');
  await expect.poll(() => chipsOf(page)).toEqual(['words a windmill', 'wanted blue sky', 'unwanted people']);

  await test.step('a press removes a chip', async () => {
    await remove(chip(page, 'people'));
    await expect(results(page)).toHaveAttribute('data-query', 'a windmill +(blue sky)');
    await expect(app.search).toHaveValue('a windmill +(blue sky)');
    await expect(chip(page, 'people')).toHaveCount(0);
  });
  await test.step('Backspace removes a chip', async () => {
    await chip(page, 'blue sky').getByTestId('chip-remove').focus();
    await page.keyboard.press('Backspace');
    await expect(results(page)).toHaveAttribute('data-query', 'a windmill');
    await expect(app.search).toBeFocused();
  });
  await test.step('removing the last chip leads back to the library', async () => {
    await remove(chip(page, 'a windmill'));
    await expect(results(page)).toHaveCount(0);
    await expect(page.getByTestId('chips')).toHaveCount(0);
    await expect(app.search).toHaveValue('');
  });
});

test('wanted photos rank first, and unwanted ones rank lower', async ({ app }) => {
  await app.openWithSamples();
  await app.find('panda +wrench');
  expect((await app.names()).slice(0, 3)).toEqual(expect.arrayContaining(['panda.jpg', 'wrench.jpg']));
  await app.find('wild animal');
  await expect(app.photos.first()).toHaveAttribute('data-name', 'panda.jpg');
  await app.find('wild animal -panda');
  await expect(app.photos.first()).toHaveAttribute('data-name', 'crocodile.jpg');
});

test('buttons and menus replace typed operators', async ({ app, page }) => {
  await app.openWithSamples();
  await app.find('goldfish');
  await test.step('the buttons add wanted and unwanted words', async () => {
    await page.getByTestId('also').click();
    await page.keyboard.type('clear water');
    await page.keyboard.press('Enter');
    await expect(app.search).toHaveValue('goldfish +(clear water)');
    await page.getByTestId('but-not').click();
    await page.keyboard.type('people');
    await page.keyboard.press('Enter');
    await expect(results(page)).toHaveAttribute('data-query', 'goldfish +(clear water) -people');
  });
  await test.step('the menu of a chip changes its weight and sign', async () => {
    const press = async (words: string, verb: string) => {
      await chip(page, words).getByTestId('chip-menu').click();
      await chip(page, words).getByTestId(verb).click();
    };
    await press('goldfish', 'chip-more');
    await expect(app.search).toHaveValue('+goldfish^2 +(clear water) -people');
    await press('clear water', 'chip-less');
    await expect(app.search).toHaveValue('+goldfish^2 +(clear water)^0.5 -people');
    await press('clear water', 'chip-turn');
    await expect(app.search).toHaveValue('+goldfish^2 -(clear water) -people');
    await press('people', 'chip-turn');
    await expect(results(page)).toHaveAttribute('data-query', '+goldfish^2 -(clear water) +people');
  });
  await test.step('an empty field adds nothing', async () => {
    await page.getByTestId('also').click();
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('also')).toBeVisible();
    await expect(app.search).toHaveValue('+goldfish^2 -(clear water) +people');
  });
});

test('the results do not move while the user types, however many chips there are', async ({ app, page }) => {
  await app.openWithSamples();
  await app.find('g');
  const top = async () => (await results(page).boundingBox())?.y;
  const before = await top();
  for (const text of [
    'goldfish',
    'goldfish +water',
    'goldfish +water -"x" +one +two +three +four +five +six +seven',
  ]) {
    await app.search.fill(text);
    await expect(results(page)).toHaveAttribute('data-query', text);
    expect(await top()).toBe(before);
  }
});

test.describe('a photo from outside', () => {
  test('that is chosen is compared but not added', async ({ app, page }) => {
    await openWith(app, ['panda.jpg', 'wrench.jpg', 'goldfish.jpg']);
    const before = await app.stored();
    await page.getByTestId('picture-input').setInputFiles('public/album/wrench.jpg');
    await expect(app.photos.first()).toHaveAttribute('data-name', 'wrench.jpg');
    await expect(chip(page, 'Like wrench.jpg')).toBeVisible();
    await expect(results(page)).toHaveAttribute('data-query', '');
    expect(await app.done()).toBe(3);
    expect(await app.stored()).toEqual(before);

    await test.step('words combine with it, and each chip is removed on its own', async () => {
      await app.find('+(a panda)^4');
      await expect(chip(page, 'Like wrench.jpg')).toBeVisible();
      await expect(app.photos.first()).toHaveAttribute('data-name', 'panda.jpg');
      await remove(chip(page, 'a panda'));
      await expect(app.photos.first()).toHaveAttribute('data-name', 'wrench.jpg');
      await app.search.press('Backspace');
      await page.keyboard.press('Backspace');
      await expect(results(page)).toHaveCount(0);
      await expect(app.search).toBeFocused();
    });
  });

  test('that is dropped becomes a query on one half and a new photo on the other', async ({ app, page }) => {
    await openWith(app, ['panda.jpg', 'wrench.jpg']);
    const middleOf = async (half: string) => {
      const box = await page.getByTestId(half).boundingBox();
      return box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : undefined;
    };
    await hand(page, 'drag', ['goldfish.jpg']);
    await hand(page, 'drop', ['goldfish.jpg'], await middleOf('drop-like'));
    await expect(chip(page, 'Like goldfish.jpg')).toBeVisible();
    await expect(page.getByTestId('drop-like')).toHaveCount(0);
    expect(await app.done()).toBe(2);

    await hand(page, 'drag', ['goldfish.jpg']);
    await hand(page, 'drop', ['goldfish.jpg'], await middleOf('drop-add'));
    await app.settled(3);
    expect(await app.storedNames()).toEqual(['goldfish.jpg', 'panda.jpg', 'wrench.jpg']);
  });

  test('that is pasted becomes a query or a new photo, as the user chooses', async ({ app, page }) => {
    await openWith(app, ['panda.jpg', 'wrench.jpg']);
    await hand(page, 'paste', ['goldfish.jpg']);
    await page.getByTestId('pasted-like').click();
    await expect(chip(page, 'Like goldfish.jpg')).toBeVisible();
    await expect(app.photos).toHaveCount(2);
    expect(await app.done()).toBe(2);

    await hand(page, 'paste', ['goldfish.jpg']);
    await page.getByTestId('pasted-add').click();
    await app.settled(3);
  });

  test('that is one of several, or the library’s first, is added at once', async ({ app, page }) => {
    await app.open();
    // At once, before what shows a drag is loaded; then again and again, as browsers do.
    await hand(page, 'drop', ['panda.jpg']);
    await app.settled(1);
    await expect(async () => {
      await hand(page, 'drag', ['panda.jpg', 'wrench.jpg']);
      await expect(page.getByText('Drop photos or folders')).toBeVisible({ timeout: 1000 });
    }).toPass({ timeout: 60_000 });
    await expect(page.getByTestId('drop-like')).toHaveCount(0);
    await hand(page, 'paste', ['wrench.jpg', 'goldfish.jpg']);
    await app.settled(3);
  });
});

test('“Similar photos” can be combined with words', async ({ app, page }) => {
  await app.openWithSamples();
  await app.photo('panda.jpg').click();
  await page.getByRole('button', { name: 'Similar photos' }).click();
  // The viewer returns the focus when it closes.
  await expect(page.getByRole('button', { name: 'Similar photos' })).toHaveCount(0);
  await expect(chip(page, 'Like panda.jpg')).toBeVisible();
  await page.getByTestId('also').click();
  await page.getByTestId('also-words').fill('windmill');
  await page.keyboard.press('Enter');
  await expect(results(page)).toHaveAttribute('data-query', '+windmill');
  await expect(chip(page, 'Like panda.jpg')).toBeVisible();
  await expect(app.photo('panda.jpg')).toHaveCount(0);
});

test('a field that is opened while the viewer closes keeps the focus', async ({ app, page }) => {
  await app.openWithSamples();
  // Now the chips are loaded, and stay while the viewer closes.
  await app.find('+panda');
  await app.photo('panda.jpg').click();
  const like = page.getByRole('button', { name: 'Similar photos' });
  // In the page: no press of a test is quick enough for the closing animation of a quick machine.
  await like.evaluate((button) => {
    new MutationObserver((_, observer) => {
      const also = document.querySelector<HTMLElement>('[data-testid="also"]');
      if (button.isConnected || !also) return;
      observer.disconnect();
      document.documentElement.dataset.closing = String(document.querySelector('.pswp') !== null);
      also.click();
    }).observe(document.body, { childList: true, subtree: true });
  });
  await like.click();
  await expect(page.locator('html')).toHaveAttribute('data-closing', 'true');
  await expect(page.locator('.pswp')).toHaveCount(0);
  await expect(page.getByTestId('also-words')).toBeFocused();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('the chips are above the field, within reach of the thumb', async ({ app, page }) => {
    await app.openWithSamples();
    await app.find('goldfish +water -people');
    const [field, chips] = await Promise.all([
      app.search.boundingBox(),
      page.getByTestId('chips').boundingBox(),
    ]);
    expect((chips?.y ?? 0) + (chips?.height ?? 0)).toBeLessThanOrEqual(field?.y ?? 0);
    expect(chips?.y).toBeGreaterThan(600);
    await chip(page, 'people').getByTestId('chip-remove').tap();
    await expect(results(page)).toHaveAttribute('data-query', 'goldfish +water');
    // The on-screen keyboard stays closed.
    await expect(app.search).not.toBeFocused();
  });
});
