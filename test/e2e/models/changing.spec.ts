/** A library in use changes to another model. */

import type { Page } from '@playwright/test';
import { manyPhotos } from '../../fixtures/many';
import { holdRuntime } from '../holding';
import { expect, test } from './fixtures';

const PHOTOS = 40;
const SPACE = 'uform3-multilingual';

test('a downloaded model takes over while search goes on', async ({ app, shelf, page, context }) => {
  await app.open();
  await app.fileInput.setInputFiles(manyPhotos(PHOTOS));
  await app.settled(PHOTOS);
  await shelf.open();
  await shelf.useMirror('good');
  await test.step('a file without a published hash waits for a confirmation', async () => {
    for (const [encoder, file] of [
      [`${SPACE}/text/q8`, 'tokenizer.json'],
      [`${SPACE}/image/q8`, 'config.json'],
    ] as const) {
      await shelf.press(encoder, 'download');
      await shelf.expectPresence(encoder, 'unconfirmed');
      await expect(shelf.encoder(encoder)).toContainText(file);
      await shelf.expectState(SPACE, 'absent');
      await shelf.press(encoder, 'accept');
    }
  });
  await shelf.expectState(SPACE, 'ready');

  // Opens the text encoder in use before the new model's image encoder is held.
  await app.go('Find');
  await app.find('dog');
  const { asked, release } = await holdRuntime(context);
  await shelf.open();
  await shelf.use(SPACE);
  await shelf.expectState(SPACE, 'next');
  await asked;
  await app.go('Find');
  await test.step('the old model answers until the new one is ready', async () => {
    for (const text of ['windmill', 'cat', 'panda']) {
      await app.find(text);
      expect((await app.names()).length).toBeGreaterThan(0);
      await expect(page.getByTestId('model-id')).toHaveText('starter');
    }
  });
  release();
  const model = page.getByTestId('model-id');
  for (let i = 0; (await model.textContent()) !== SPACE; i++) {
    await app.find(i % 2 ? 'cat' : 'windmill');
    expect((await app.names()).length).toBeGreaterThan(0);
  }
  await app.find('a cat on a wall');
  await shelf.open();
  await shelf.expectState(SPACE, 'active');
  await shelf.expectState('starter-2', 'ready');
  expect(await spaces(page)).toEqual([SPACE]);

  await test.step('the new model stays in use after a reload', async () => {
    await page.reload();
    await app.settled(PHOTOS);
    await app.go('Find');
    await app.find('windmill');
    expect(await spaces(page)).toEqual([SPACE]);
  });
});

/** Returns the spaces in which the library has vectors. */
function spaces(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const ask = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await ask(indexedDB.open('mitsuke'));
    const tx = db.transaction(['embeddings', 'fresh', 'shards']);
    const keys = [
      ...(await ask(tx.objectStore('embeddings').getAllKeys())),
      ...(await ask(tx.objectStore('fresh').getAllKeys())),
      ...(await ask(tx.objectStore('shards').getAllKeys())),
    ] as [string][];
    db.close();
    return [...new Set(keys.map(([space]) => space))].sort();
  });
}
