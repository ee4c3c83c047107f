/** Screens that exist only with a paired box. */

import { findsNothing } from '../axe';
import { expect, starterBox, test } from './fixtures';
import { knownPictures } from './pictures';

const SIZES = [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
];

test('axe finds nothing on a box that has encoded photos and its row in the benchmark', async ({
  app,
  page,
  desk,
  startBox,
}) => {
  const box = await startBox({ ...starterBox(), name: 'Attic' });
  await app.open();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await desk.pair(box.pairing);
  await app.fileInput.setInputFiles(knownPictures(24));
  await app.settled(24);
  const sides = page.getByTestId('benchmark-side');
  // A machine that is short of processor time loses the box for a while: then the table says so, and is measured anew.
  await expect(async () => {
    await page.getByTestId('benchmark-start').click();
    await expect(page.getByTestId('benchmark-copy')).toBeVisible({ timeout: 180_000 });
    await expect(sides).toHaveCount(2);
    await expect(sides.nth(1)).toHaveAttribute('data-avg', /^\d/, { timeout: 1000 });
  }).toPass();
  // Each side shows its own measurements.
  for (const side of await sides.all()) {
    await expect(side).toHaveAttribute('data-avg', /^\d/);
    await expect(side).toHaveAttribute('data-per-second', /^\d/);
  }
  await expect(sides.nth(1)).toHaveAttribute('data-box', 'Attic');
  await test.step('the box takes the work off this device, and says what it costs itself', async () => {
    const figure = async (side: number, name: string) => Number(await sides.nth(side).getAttribute(name));
    expect(await figure(1, 'data-processor')).toBeGreaterThan(0);
    expect(await figure(1, 'data-processor')).toBeLessThan((await figure(0, 'data-processor')) / 2);
    expect(await figure(1, 'data-box-processor')).toBeGreaterThan(await figure(1, 'data-processor'));
    expect(await figure(1, 'data-box-load')).toBeGreaterThan(0);
    const table = page.getByRole('table', { name: 'What encoding costs' });
    const cells = table.getByRole('row', { name: /^Processor time of the box/ }).getByRole('cell');
    await expect(cells).toHaveText(['–', /^[\d.]+\sms$/]);
  });
  for (const size of SIZES) {
    await page.setViewportSize(size);
    await test.step(`${size.width} x ${size.height}`, async () => {
      // The table may be wider and scroll, but the section around it must fit.
      const right = () =>
        sides.first().evaluate((row) => row.closest('section')?.getBoundingClientRect().right);
      await expect.poll(right).toBeLessThan(size.width);
      await findsNothing(page);
    });
  }
});
