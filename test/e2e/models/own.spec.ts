/** Models of the user's own: the bundled one plays one that they brought. */

import { manyPhotos } from '../../fixtures/many';
import { expect, test } from './fixtures';

test('a model from a folder is added, used and forgotten', async ({ app, shelf, page }) => {
  await app.open();
  await app.fileInput.setInputFiles(
    ['windmill-1', 'panda', 'wrench'].map((name) => `public/album/${name}.jpg`),
  );
  await app.settled(3);
  await shelf.open();
  await page.getByTestId('model-folder').setInputFiles('models/starter');
  const own = page.locator('[data-testid=space][data-space^="own-"]');
  await expect(own).toHaveAttribute('data-state', 'ready');
  await own.getByTestId('space-use').click();
  await expect(own).toHaveAttribute('data-state', 'active');
  await app.go('Find');
  await app.find('windmill');
  await expect(app.photos.first()).toHaveAttribute('data-name', /^windmill-/);

  await test.step('back to the starter, and it can be forgotten', async () => {
    await shelf.open();
    await shelf.use('starter-1');
    await shelf.expectState('starter-1', 'active');
    // Its files are the starter's: what both need stays.
    await own.getByRole('button', { name: 'Forget' }).click();
    await expect(own).toHaveCount(0);
  });
});

test('a model from an address waits until a person has confirmed its files', async ({
  app,
  shelf,
  page,
  baseURL,
}) => {
  await app.open();
  await app.fileInput.setInputFiles(manyPhotos(4));
  await app.settled(4);
  await shelf.open();
  await page.getByTestId('model-address').fill(`${baseURL}/models/starter/`);
  await page.getByTestId('model-address-add').click();
  const own = page.locator('[data-testid=space][data-space^="own-"]');
  await expect(own).toHaveAttribute('data-state', 'absent');
  await own.getByTestId('space-more').click();
  for (const row of await own.getByTestId('encoder').all()) {
    await row.getByTestId('encoder-download').click();
    await expect(row).toHaveAttribute('data-presence', 'unconfirmed');
    await row.getByTestId('encoder-accept').click();
    await expect(row).toHaveAttribute('data-presence', 'ready');
  }
  await own.getByTestId('space-use').click();
  await expect(own).toHaveAttribute('data-state', 'active');
  await app.go('Find');
  await app.find('windmill');
  // A stand-in finds them alike, so they may stand in one stack.
  await expect(page.getByTestId('results')).toHaveAttribute('data-total', '4');
});

test('an address without a model, and a folder without one, say what is missing', async ({
  app,
  shelf,
  page,
}) => {
  await app.open();
  await shelf.open();
  await page.getByTestId('model-address').fill('ftp://example.com');
  await page.getByTestId('model-address-add').click();
  await expect(page.getByText('This address cannot be used.')).toBeVisible();
  await page.getByTestId('model-folder').setInputFiles('public/album');
  await expect(page.getByText('There is no config.json.')).toBeVisible();
  await expect(page.locator('[data-testid=space][data-space^="own-"]')).toHaveCount(0);
});
