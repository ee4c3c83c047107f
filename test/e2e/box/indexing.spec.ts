/** Paired boxes encode photos, on the processor and on the stand-in for the NPU. */

import { storedVectors } from '../stored-vectors';
import { expect, starterBox, test } from './fixtures';
import { bringLinear, linearBox, useLinear } from './linear';
import { knownPictures } from './pictures';
import { byBox, expectLinear, expectStarter } from './vectors';

test('a library of 100 photos is encoded with a box on the bundled model, and can be searched', async ({
  app,
  page,
  desk,
  startBox,
}) => {
  const box = await startBox({ ...starterBox(), name: 'Attic' });
  await app.open();
  await desk.pair(box.pairing);
  await app.go('Find');
  await page.getByTestId('sample-album').click();
  const known = knownPictures(58);
  await app.fileInput.setInputFiles(known);
  await app.settled(100);
  await expect(app.indexing).toHaveAttribute('data-failed', '0');

  const rows = await storedVectors(page);
  expect(rows).toHaveLength(100);
  expect(new Set(rows.map(({ name }) => name)).size).toBe(100);
  const boxed = byBox(rows);
  // Album photos are JPEGs. Their decoded pixels depend on the browser, so their vectors are not compared.
  await expectStarter(
    rows.filter(({ name }) => name.startsWith('known-')),
    known,
  );
  await app.find('windmill');
  await expect(app.photos.first()).toHaveAttribute('data-name', /^windmill-/);

  await app.go('Settings');
  await expect(desk.box('Attic')).toHaveAttribute('data-encoded', String(boxed.length));
  await test.step('the box is still paired after a reload', async () => {
    await page.reload();
    await expect(desk.box('Attic')).toHaveAttribute('data-state', 'off');
  });
});

for (const which of ['u8', 'f32'] as const) {
  test(`the NPU stand-in (${which}) encodes the page’s photos`, async ({
    app,
    page,
    desk,
    shelf,
    startBox,
  }) => {
    await app.open();
    const space = await useLinear(page, shelf);
    const box = await startBox({ ...linearBox(space, which), name: 'Board' });
    await desk.pair(box.pairing);
    const known = knownPictures(60);
    await app.fileInput.setInputFiles(known);
    await app.settled(60);
    const rows = await storedVectors(page);
    expectLinear(rows, known);
    await expect(desk.box('Board')).toHaveAttribute('data-encoded', String(byBox(rows).length));
    expect(byBox(rows).length).toBeGreaterThan(0);
    await app.go('Find');
    await app.search.fill('windmill');
    await expect(page.getByTestId('results')).toHaveAttribute('data-query', 'windmill');
    await expect(page.getByTestId('results')).toHaveAttribute('data-total', '60');
  });
}

test('a box re-encodes the library when the model changes', async ({ app, page, desk, shelf, startBox }) => {
  await app.open();
  const known = knownPictures(40);
  await app.fileInput.setInputFiles(known);
  await app.settled(40);
  const space = await bringLinear(page, shelf);
  const box = await startBox({ ...linearBox(space, 'u8'), name: 'Board' });
  await desk.type(box.pairing);
  await desk.connect();
  // The box is kept for when its model is in use.
  await expect(page.getByTestId('box-paired')).toHaveAttribute('data-problem', 'box-space');
  await page.getByTestId('box-done').click();
  await shelf.use(space);
  await shelf.expectState(space, 'active');
  // The old vectors are deleted once the new ones are in use.
  await expect.poll(async () => (await storedVectors(page)).every((row) => row.space === space)).toBe(true);
  const rows = await storedVectors(page);
  // Photos that cannot be read again are encoded from their previews, which are JPEG.
  expectLinear(rows, known, 0.95);
  expect(byBox(rows).length).toBeGreaterThan(0);
});
