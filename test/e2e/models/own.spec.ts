/** Models that the user adds. The bundled one serves as an example. */

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

  await test.step('a model that is no longer in use can be forgotten', async () => {
    await shelf.open();
    await shelf.use('starter-2');
    await shelf.expectState('starter-2', 'active');
    // Those of its files stay that the starter has too.
    await own.getByRole('button', { name: 'Forget' }).click();
    await expect(own).toHaveCount(0);
  });
});

test('a model from an address waits until the user confirms its files', async ({
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
  // A stand-in may find them nearly identical, so they may be one stack.
  await expect(page.getByTestId('results')).toHaveAttribute('data-total', '4');
});

test('an unusable address and a folder without a model are reported', async ({ app, shelf, page }) => {
  await app.open();
  await shelf.open();
  await page.getByTestId('model-address').fill('ftp://example.com');
  await page.getByTestId('model-address-add').click();
  await expect(page.getByText('This address cannot be used.')).toBeVisible();
  await page.getByTestId('model-folder').setInputFiles('public/album');
  await expect(page.getByText('There is no config.json.')).toBeVisible();
  await expect(page.locator('[data-testid=space][data-space^="own-"]')).toHaveCount(0);
});
