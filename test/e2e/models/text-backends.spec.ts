/** Our runtime of towers is tried on a text encoder while the page is idle, and used from the next opening on. */

import { manyPhotos } from '../../fixtures/many';
import { expect, test } from './fixtures';
import { storedBackends } from './stored-backends';

const TEXT = 'clip-b32/text/q8';

test('a text encoder is opened in it once it has passed its trial', async ({ app, shelf, page }) => {
  await app.open();
  await app.fileInput.setInputFiles(manyPhotos(8));
  await app.settled(8);
  await shelf.open();
  await shelf.useMirror('good');
  await shelf.install('clip-b32/image/q8', TEXT);
  await shelf.use('clip-b32');
  await shelf.expectState('clip-b32', 'active');
  await app.go('Find');
  await app.find('a cat');

  const timing = expect.objectContaining({ avg: expect.any(Number) });
  const tried = { timings: { wasm: timing, tower: timing }, refused: {} };
  await expect.poll(() => storedBackends(page, TEXT)).toMatchObject(tried);

  // Which is faster on a graph as small as this says nothing.
  await storedBackends(page, TEXT, { used: 'tower' });
  const fetched = page.waitForRequest(/any-length-[^/]*\.js$/);
  await page.reload();
  await app.find('a cat');
  await fetched;
  expect((await app.names()).length).toBeGreaterThan(0);
  expect(await storedBackends(page, TEXT)).toMatchObject({ used: 'tower', refused: {} });
});
