/** The screens that there are only with a box. */

import { findsNothing } from '../axe';
import { expect, starterBox, test } from './fixtures';
import { knownPictures } from './pictures';

const SIZES = [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
];

test('a box that has worked, and its line in the benchmark: axe finds nothing, small and large', async ({
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
  await page.getByTestId('benchmark-start').click();
  const sides = page.getByTestId('benchmark-side');
  await expect(sides).toHaveCount(2);
  await expect(page.getByTestId('benchmark-copy')).toBeVisible();
  // What they say is what they were told: the box's speed is not this device's.
  for (const side of await sides.all()) {
    await expect(side).toHaveAttribute('data-avg', /^\d/);
    await expect(side).toHaveAttribute('data-per-second', /^\d/);
  }
  await expect(sides.nth(1)).toHaveAttribute('data-box', 'Attic');
  for (const size of SIZES) {
    await page.setViewportSize(size);
    await test.step(`${size.width} x ${size.height}`, async () => {
      // The table is wider, and scrolls; what is around it is not.
      const right = () =>
        sides.first().evaluate((row) => row.closest('section')?.getBoundingClientRect().right);
      await expect.poll(right).toBeLessThan(size.width);
      await findsNothing(page);
    });
  }
});
