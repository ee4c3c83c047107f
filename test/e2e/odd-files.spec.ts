import { CORNERS, type OddFile } from '../fixtures/odd-file';
import { oddFiles } from '../fixtures/odd-files';
import { expect, test } from './app';
import { unlike } from './likeness';

const FILES = oddFiles();
const PHOTOS = FILES.filter((file) => 'width' in file.expect);
const FAILED = FILES.filter((file) => 'failed' in file.expect);

/** Largest difference of a channel, in levels of 255: JPEG coding costs a few. */
const NEAR = 12;

const pick = ({ name, bytes }: OddFile) => ({ name, mimeType: '', buffer: bytes });

test('every odd file becomes a photo or is listed with its reason', async ({ app, page }) => {
  // So tall that the grid draws all photos at once.
  await page.setViewportSize({ width: 1440, height: 4000 });
  await app.open();
  // Windows hides what it knows no media type of.
  await expect(app.fileInput).toHaveAttribute('accept', /^image\/\*,video\/\*,.*\.nef,.*\.mov,.*\.xmp/);
  await app.fileInput.setInputFiles(FILES.map(pick));
  await app.settled(PHOTOS.length);

  await test.step('each unreadable file is listed with its reason', async () => {
    await expect(app.indexing).toHaveAttribute('data-failed', String(FAILED.length));
    const listed = await app.failed.evaluateAll((rows) =>
      rows.map(({ dataset }) => `${dataset.name}: ${dataset.reason}`),
    );
    const expected = FAILED.map(({ name, expect }) => `${name}: ${'failed' in expect && expect.failed}`);
    expect(listed.sort()).toEqual(expected.sort());
  });

  await test.step('two files with the same bytes are one photo', async () => {
    const names = await app.storedNames();
    expect(names.filter((name) => name.startsWith('twin'))).toHaveLength(1);
    expect(names).toHaveLength(PHOTOS.length);
  });

  await test.step('each photo has the size of the upright picture', async () => {
    const sizes = (await app.stored())
      .filter(({ name }) => !name.startsWith('twin'))
      .map(({ name, width, height }) => `${name}: ${width} x ${height}`);
    const expected = PHOTOS.filter(({ name }) => !name.startsWith('twin')).map(
      ({ name, expect }) => `${name}: ${'width' in expect && `${expect.width} x ${expect.height}`}`,
    );
    expect(sizes.sort()).toEqual(expected.sort());
  });

  await test.step('each photo that is cut off is marked', async () => {
    const marked = (await app.stored()).filter(({ incomplete }) => incomplete).map(({ name }) => name);
    const expected = PHOTOS.filter(({ expect }) => 'incomplete' in expect).map(({ name }) => name);
    expect(marked.sort()).toEqual(expected.sort());
  });

  for (const { name, expect: wanted } of PHOTOS) {
    if (!('width' in wanted) || !wanted.corners || name.startsWith('twin')) continue;
    const { corners } = wanted;
    await test.step(`${name} is upright and has its colours`, async () => {
      await app.photo(name).scrollIntoViewIfNeeded();
      const points = [
        [0.2, 0.2],
        [0.8, 0.2],
        [0.2, 0.8],
      ] as const;
      for (const [i, [x, y]] of points.entries()) {
        const color = await app.colorAt(name, x, y);
        color.forEach((value, channel) => {
          expect(Math.abs(value - (corners[i]?.[channel] ?? 0)), `${name}, corner ${i}`).toBeLessThan(NEAR);
        });
      }
    });
  }

  await test.step('each that shows the marked picture has nearly its embedding as PNG', async () => {
    const marked = PHOTOS.filter(({ expect }) => 'width' in expect && expect.corners === CORNERS);
    expect(marked.length).toBeGreaterThan(30);
    // A PNG, whatever its name says.
    expect(await unlike(page, new Map(marked.map(({ name }) => [name, 'png-named.jpg'])))).toEqual([]);
  });

  await test.step('a reload changes nothing', async () => {
    await page.reload();
    await app.settled(PHOTOS.length);
    await expect(app.indexing).toHaveAttribute('data-failed', String(FAILED.length));
    await expect(app.failed).toHaveCount(FAILED.length);
  });
});

test('the viewer shows what the camera wrote', async ({ app, page }) => {
  await app.open();
  await app.fileInput.setInputFiles(FILES.filter(({ name }) => name === 'twelve-megapixel.jpg').map(pick));
  await app.settled(1);
  await app.photo('twelve-megapixel.jpg').click();
  await page.getByRole('button', { name: 'Details' }).click();
  const known = page.getByRole('complementary', { name: 'Details' });
  await expect(known).toContainText('Canon EOS R5');
  await expect(known).toContainText('July 31, 2024');
  await expect(known).toContainText('4,000 × 3,000');
  await expect(known).toContainText('35.01');
});

test('the viewer says of a photo that it is cut off', async ({ app, page }) => {
  await app.open();
  await app.fileInput.setInputFiles(FILES.filter(({ name }) => name === 'half.jpg').map(pick));
  await app.settled(1);
  await app.photo('half.jpg').click();
  await page.getByRole('button', { name: 'Details' }).click();
  await expect(page.getByRole('complementary', { name: 'Details' })).toContainText('the file is cut off');
});

test('failed files can be dismissed', async ({ app, page }) => {
  await app.open();
  await app.fileInput.setInputFiles(FAILED.map(pick));
  await expect(app.indexing).toHaveAttribute('data-failed', String(FAILED.length));
  await page.getByRole('button', { name: /could not be read/ }).click();
  await page.getByRole('button', { name: /Dismiss/ }).click();
  await expect(app.failed).toHaveCount(0);
  await expect(app.indexing).toHaveAttribute('data-total', '0');
});
