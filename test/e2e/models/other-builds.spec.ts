/** Libraries of other builds of the app: of a newer one with a model that this one lacks, and of an older one. */

import { moveToSpace, storedSpaces } from '../../fixtures/other-space';
import { holdRuntime } from '../holding';
import { PORTS } from '../ports';
import { expect, test } from './fixtures';

// What the real starter sees is judged here.
test.use({ baseURL: `http://localhost:${PORTS.app}` });

const PHOTOS = ['panda.jpg', 'windmill-1.jpg', 'wrench.jpg'];

test.beforeEach(async ({ app }) => {
  await app.open();
  await app.fileInput.setInputFiles(PHOTOS.map((name) => `public/album/${name}`));
  await app.settled(PHOTOS.length);
});

test('a library of an unknown model says so, is found with the starter, and keeps what it has', async ({
  app,
  page,
}) => {
  await moveToSpace(page, 'tomorrow-1', true);
  await page.reload();
  const told = page.getByTestId('unknown-model');
  await expect(told).toHaveAttribute('data-space', 'tomorrow-1');
  await expect(told).toContainText(
    'does not know the model of your library (tomorrow-1). Nothing was deleted',
  );
  const both = { 'starter-2': PHOTOS.length, 'tomorrow-1': PHOTOS.length };
  await expect.poll(() => storedSpaces(page)).toEqual({ vectors: both, active: 'tomorrow-1' });
  await app.settled(PHOTOS.length);
  await app.find('a panda');
  expect((await app.names())[0]).toBe('panda.jpg');
  await app.find('windmill');
  expect((await app.names())[0]).toBe('windmill-1.jpg');

  await test.step('photos that come meanwhile are found too', async () => {
    await app.fileInput.setInputFiles('public/album/goldfish.jpg');
    await app.settled(PHOTOS.length + 1);
    await app.find('goldfish');
    expect((await app.names())[0]).toBe('goldfish.jpg');
  });
  await test.step('after a reload it is still told, and nothing is done again', async () => {
    await page.reload();
    await expect(told).toBeVisible();
    const vectors = { ...both, 'starter-2': PHOTOS.length + 1 };
    expect(await storedSpaces(page)).toEqual({ vectors, active: 'tomorrow-1' });
  });
  await test.step('who stays with the starter is told no more', async () => {
    await app.go('Settings');
    await expect(told).toBeVisible();
    await page.getByTestId('unknown-model-stay').click();
    await expect(told).toHaveCount(0);
    const { vectors, active } = await storedSpaces(page);
    expect(active).toBe('starter-2');
    expect(vectors['tomorrow-1']).toBe(PHOTOS.length);
  });
});

for (const [language, words] of [
  ['ja-JP', '削除されたものはありません'],
  ['zh-CN', '没有删除任何内容'],
] as const) {
  test.describe(language, () => {
    test.use({ locale: language });
    test('an unknown model is told of in the language of the interface', async ({ page }) => {
      await moveToSpace(page, 'tomorrow-1', true);
      await page.reload();
      await expect(page.getByTestId('unknown-model')).toContainText(words);
    });
  });
}

for (const chosen of [true, false]) {
  const whose = chosen ? 'that was chosen' : 'that nobody ever chose';
  test(`a library of the starter’s first version ${whose} is encoded anew in the background`, async ({
    app,
    page,
    context,
  }) => {
    await moveToSpace(page, 'starter-1', chosen);
    const { asked, release } = await holdRuntime(context);
    await page.reload();
    await asked;
    await expect(app.indexing).toHaveAttribute('data-state', 'running');
    await expect(app.indexing).toContainText('Preparing your photos for search again: 0 of 3');
    expect((await storedSpaces(page)).vectors).toEqual({ 'starter-1': PHOTOS.length });
    await expect(app.photos).toHaveCount(PHOTOS.length);
    release();
    await expect
      .poll(() => storedSpaces(page))
      .toEqual({ vectors: { 'starter-2': PHOTOS.length }, active: null });
    await app.settled(PHOTOS.length);
    await expect(app.indexing).toHaveText('');
    await expect(page.getByTestId('model-id')).toHaveText('starter');
    await expect(page.getByTestId('unknown-model')).toHaveCount(0);
    await app.find('a wrench');
    expect((await app.names())[0]).toBe('wrench.jpg');
  });
}
