/** A sentence is taken apart; each chip can be undone or taken for something else, by keyboard too. */

import type { Page } from '@playwright/test';
import { IS_IN, namePhotos } from '../fixtures/named-photos';
import { PLACED, placePhotos } from '../fixtures/placed-photos';
import { expect, test } from './app';
import { findsNothing } from './axe';

const COUNT = 150;
const numbers = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i);
const ALL = numbers(1, COUNT);
const KYOTO = numbers(PLACED.tokyo + 1, PLACED.kyoto);
/** Of May 2023: four Sundays at home, and the trip to Kyoto and Osaka. */
const MAY = [...numbers(37, 8), ...KYOTO, ...numbers(PLACED.tokyo + PLACED.kyoto + 1, PLACED.osaka)];
const total = (photos: readonly number[], ...names: string[]) =>
  String(photos.filter((no) => names.every((name) => IS_IN[name]?.(no))).length);

const chip = (page: Page, kind: string) => page.locator(`[data-testid=chip][data-kind=${kind}]`);
const chips = (page: Page) =>
  page
    .getByTestId('chip')
    .evaluateAll((all) => all.map(({ dataset }) => `${dataset.kind}: ${dataset.words?.replace(/\s/g, ' ')}`));

test('a sentence becomes chips in its order, which are undone, or taken for something else', async ({
  app,
  page,
}) => {
  const results = page.getByTestId('results');
  await app.openWithMany(COUNT);
  await placePhotos(page);
  await namePhotos(page, COUNT);
  await page.reload();
  await app.settled(COUNT);

  await test.step('person, own word, place, date, minus and the rest, each where it stands', async () => {
    await app.search.fill('Anna with Momo at the beach near Kyoto in May 2023, no sunset');
    await expect
      .poll(() => chips(page))
      .toEqual([
        'person: Anna',
        'ownWord: Momo',
        'words: at the beach',
        'near: Kyoto',
        'date: in May 2023 (May 1 – 31, 2023)',
        'unwanted: sunset',
      ]);
    await expect(results).toHaveAttribute('data-total', total(KYOTO, 'Anna'));
    await findsNothing(page);
  });

  await test.step('one press makes it plain words again, which it stays while one types on', async () => {
    await chip(page, 'near').getByTestId('chip-visual').focus();
    await page.keyboard.press('Enter');
    await expect(app.search).toBeFocused();
    await expect(app.search).toHaveValue("Anna with Momo at the beach near 'Kyoto' in May 2023, no sunset");
    await expect(chip(page, 'near')).toHaveCount(0);
    await expect(results).toHaveAttribute('data-total', total(MAY, 'Anna'));
    await page.keyboard.press('End');
    await page.keyboard.type(', without May');
    await expect(chip(page, 'withoutPerson')).toHaveAttribute('data-words', 'May');
    await expect(chip(page, 'near')).toHaveCount(0);
    const without = MAY.filter((no) => !IS_IN.May?.(no));
    await expect(results).toHaveAttribute('data-total', total(without, 'Anna'));
  });

  await test.step('a word that is a place too says so, and can be taken for it', async () => {
    await expect(chip(page, 'words').filter({ hasText: 'Kyoto' })).toHaveAttribute('data-also', 'near');
    await chip(page, 'words').filter({ hasText: 'Kyoto' }).getByTestId('chip-menu').click();
    await chip(page, 'words').getByTestId('chip-as-near').click();
    await expect(chip(page, 'near')).toHaveAttribute('data-words', 'Kyoto');
  });

  await test.step('of two readings the one is shown, and the other offered, by keyboard', async () => {
    await app.find('May at the beach');
    await expect(chip(page, 'person')).toHaveAttribute('data-also', 'date');
    await expect(results).toHaveAttribute('data-total', total(ALL, 'May'));
    const body = chip(page, 'person').getByTestId('chip-menu');
    await expect(body).toHaveAccessibleName('May, the person. What “May” means');
    await body.focus();
    await page.keyboard.press('Enter');
    const time = chip(page, 'person').getByRole('button', { name: /^May, the time/ });
    await expect(time).toBeVisible();
    await findsNothing(page);
    await page.keyboard.press('Tab');
    await expect(chip(page, 'person').getByTestId('chip-as-is')).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(time).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(app.search).toHaveValue('date:May at the beach');
    await expect(chip(page, 'date')).toHaveAttribute('data-also', 'person');
    await chip(page, 'date').getByTestId('chip-menu').click();
    await chip(page, 'date').getByTestId('chip-as-words').click();
    await expect(app.search).toHaveValue("'May' at the beach");
    await expect.poll(() => chips(page)).toEqual(['words: May', 'words: at the beach']);
    await expect(results).toHaveAttribute('data-total', String(COUNT));
  });

  await test.step('Japanese, on a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await app.search.fill('２０２３年５月に京都の海で花子さん、夕日なし');
    await expect
      .poll(() => chips(page))
      .toEqual([
        'date: ２０２３年５月 (May 1 – 31, 2023)',
        'near: 京都',
        'words: 海',
        'person: 花子',
        'unwanted: 夕日',
      ]);
    await expect(results).toHaveAttribute('data-total', total(KYOTO, '花子'));
    await findsNothing(page);
    // Backspace takes a chip out of the text, with the small words that belong to it.
    await chip(page, 'near').getByTestId('chip-visual').focus();
    await page.keyboard.press('Backspace');
    await expect(app.search).toHaveValue('２０２３年５月に 海で花子さん、夕日なし');
    await expect(results).toHaveAttribute('data-total', total(MAY, '花子'));
  });
});
