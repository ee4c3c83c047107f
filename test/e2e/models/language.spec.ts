/** The language of a query decides which text encoder answers. */

import { manyPhotos } from '../../fixtures/many';
import { expect, test } from './fixtures';

test('a query that no installed encoder understands says so, and offers one that does', async ({
  app,
  shelf,
  page,
}) => {
  await app.open();
  await app.fileInput.setInputFiles(manyPhotos(8));
  await app.settled(8);
  await shelf.open();
  await shelf.useMirror('good');
  await shelf.install('clip-b32/image/q8', 'clip-b32/text/q8');
  await shelf.use('clip-b32');
  await shelf.expectState('clip-b32', 'active');
  await app.go('Find');

  const unspoken = page.getByTestId('unspoken');
  await app.find('a cat');
  await expect(unspoken).toBeHidden();

  // Kana marks it as Japanese; the installed encoder knows only English.
  await app.find('猫の写真');
  await expect(unspoken).toHaveAttribute('data-language', 'ja');
  const before = await app.names();
  await unspoken.getByTestId('unspoken-get').click();
  await expect(unspoken).toBeHidden();
  await expect(page.getByTestId('results')).toHaveAttribute('data-query', '猫の写真');
  // Another text encoder answers the same query from the same vectors: nothing is indexed again.
  await expect.poll(() => app.names()).not.toEqual(before);
  await expect(app.indexing).toHaveAttribute('data-state', 'idle');

  await app.find('海边的日落');
  await expect(unspoken).toBeHidden();
});
