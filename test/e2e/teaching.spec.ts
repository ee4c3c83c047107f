/** Teaching an answer, more like these, not like these; and words of one's own, made of photos. */

import { readFileSync } from 'node:fs';
import { expect, test } from './app';
import { findsNothing } from './axe';

test('an answer is taught, undone step by step, and kept; photos become a word', async ({ app, page }) => {
  const line = page.getByTestId('teaching');
  const more = page.getByTestId('judge-more');
  /** Not a number, which is less than none, where the photo is not drawn. */
  const rank = async (name: string) => {
    const at = (await app.names()).indexOf(name);
    return at < 0 ? Number.NaN : at;
  };
  await app.openWithSamples();
  await app.find('animal');
  await expect.poll(async () => (await app.names()).length).toBeGreaterThan(9);
  const untaught = (await app.names()).slice(0, 9);
  const [wrong = '', , , , , right = ''] = untaught;

  let before = 0;
  await test.step('what is unwanted goes down, what is wanted goes up', async () => {
    await expect(line).toHaveCount(0);
    await app.photo(wrong).focus();
    await page.keyboard.press('n');
    await expect(line).toHaveText(/1 not like this/);
    await expect.poll(async () => (await app.names())[0] ?? wrong).not.toBe(wrong);
    before = await rank(right);
    await app.photo(right).focus();
    await page.keyboard.press('x');
    await more.click();
    await expect(page.getByTestId('selection')).toHaveCount(0);
    await expect(line).toHaveText(/1 more like this, 1 not like this/);
    await expect.poll(() => rank(right)).toBeLessThan(before);
    await findsNothing(page);
  });

  await test.step('the viewer shows the verdict, and takes it back', async () => {
    await app.photo(right).click();
    await expect(more).toHaveAttribute('aria-pressed', 'true');
    await page.keyboard.press('m');
    await expect(more).toHaveAttribute('aria-pressed', 'false');
    await page.keyboard.press('m');
    await expect(more).toHaveAttribute('aria-pressed', 'true');
    await page.keyboard.press('Escape');
    await expect(line).toHaveAttribute('data-steps', '2');
    await expect.poll(() => rank(right)).toBeLessThan(before);
  });

  await test.step('a saved search keeps it over a reload', async () => {
    const taught = (await app.names()).slice(0, 9);
    await page.getByTestId('save-search').click();
    await page.getByTestId('save-search-words').fill('My animals');
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('search-saved')).toBeVisible();
    await page.reload();
    await page.getByTestId('album').getByRole('button').first().click();
    await expect(line).toHaveAttribute('data-steps', '2');
    await expect.poll(async () => (await app.names()).slice(0, 9)).toEqual(taught);
  });

  await test.step('undone step by step it is the untaught answer', async () => {
    await page.getByTestId('teaching-undo').click();
    await expect(line).toHaveText(/1 not like this/);
    await app.photos.first().focus();
    await page.keyboard.press('Control+z');
    await expect(line).toHaveCount(0);
    await expect.poll(async () => (await app.names()).slice(0, 9)).toEqual(untaught);
  });

  await test.step('two photos are too few for a word, and it says so', async () => {
    await app.find('fish');
    for (const place of [0, 1]) {
      await app.photos.nth(place).focus();
      await page.keyboard.press('x');
    }
    await page.getByTestId('selection').getByRole('button', { name: 'More', exact: true }).click();
    await page.getByTestId('make-word').click();
    await page.getByTestId('word-name').fill('Finny');
    await expect(page.getByText('A word needs 3 photos or more. Selected: 2.')).toBeVisible();
    await expect(page.getByTestId('word-make')).toBeDisabled();
    await findsNothing(page);
    await page.keyboard.press('Escape');
  });

  const chip = page.locator('[data-testid=chip][data-kind=ownWord]');
  await test.step('three make one, which finds them alone and beside other words', async () => {
    await app.photos.nth(2).focus();
    await page.keyboard.press('x');
    await expect(page.getByTestId('selection')).toHaveAttribute('data-count', '3');
    await page.getByTestId('selection').getByRole('button', { name: 'More', exact: true }).click();
    await page.getByTestId('make-word').click();
    await page.getByTestId('word-make').click();
    await expect(app.search).toHaveValue('Finny');
    await expect(chip).toHaveAttribute('data-words', 'Finny');
    await expect(app.photos.first()).toHaveAttribute('data-strength', /strong|good/);
    const alone = await app.names();
    await app.find('Finny in a forest');
    await expect(chip).toHaveCount(1);
    await expect.poll(() => app.names()).not.toEqual(alone);
    await findsNothing(page);
  });

  await test.step('it learns from a judgement, and its chip makes it plain text', async () => {
    await app.find('Finny');
    await app.photos.first().focus();
    await page.keyboard.press('m');
    await page.getByTestId('teaching-remember').click();
    await expect(line).toHaveCount(0);
    await page.reload();
    await app.find('FINNY');
    await expect(chip).toHaveAttribute('data-words', 'Finny');
    await page.getByTestId('chip-visual').click();
    await expect(app.search).toHaveValue("'FINNY'");
    await expect(chip).toHaveCount(0);
  });

  await test.step('the list of words shows its examples, saves them, renames and deletes it', async () => {
    await app.go('Labels');
    await page.getByRole('radio', { name: 'Your words' }).check();
    const word = page.getByTestId('own-word');
    await expect(word).toHaveAttribute('data-name', 'Finny');
    const examples = Number(await word.getAttribute('data-examples'));
    expect(examples).toBeGreaterThanOrEqual(3);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByTestId('words-csv').click(),
    ]);
    expect(download.suggestedFilename()).toBe('mitsuke-words.csv');
    const rows = readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\r\n');
    expect(rows.filter((row) => row.startsWith('Finny,yes,'))).toHaveLength(examples);
    await findsNothing(page);

    await word.getByTestId('own-word-find').click();
    await expect(app.search).toHaveValue('Finny');
    await expect(app.photos.first()).toHaveAttribute('data-strength', /strong|good/);
    await app.go('Labels');
    await word.getByRole('button', { name: 'Change Finny' }).click();
    await page.getByTestId('own-word-rename').click();
    await page.getByTestId('album-name').fill('Goldie');
    await page.keyboard.press('Enter');
    await expect(word).toHaveAttribute('data-name', 'Goldie');
    await word.getByRole('button', { name: 'Change Goldie' }).click();
    await page.getByTestId('own-word-forget').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await expect(page.getByText('You have made no words yet.')).toBeVisible();
    await findsNothing(page);
  });
});
