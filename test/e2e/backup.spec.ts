import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from './app';
import { findsNothing } from './axe';
import { readZip } from './zip';

/** Notes words in the first photo, as if they had been read. (`words.spec` reads some.) */
function writeWords(page: Page, text: string): Promise<void> {
  return page.evaluate(async (text) => {
    const ask = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await ask(indexedDB.open('mitsuke'));
    const tx = db.transaction(['photos', 'words', 'librarySettings'], 'readwrite');
    const [first] = await ask(tx.objectStore('photos').getAllKeys(null, 1));
    const line = { text, corners: [0.1, 0.1, 0.5, 0.1, 0.5, 0.2, 0.1, 0.2], score: 1 };
    await ask(tx.objectStore('words').put([line], first));
    await ask(tx.objectStore('librarySettings').put('paused', 'readsWords'));
    db.close();
  }, text);
}

// Photos are virtual: a viewport of this height keeps the whole album in the document.
test.use({ viewport: { width: 1440, height: 2000 } });

test('a library that was backed up and erased is restored, also from half of the file', async ({
  app,
  page,
}) => {
  // As in browsers without a picker of files to write: the backup is a download.
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  const saved = async (name: string) => {
    const button = page.getByTestId('backup').getByRole('button', { name, exact: true });
    const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
    return { name: download.suggestedFilename(), buffer: readFileSync(await download.path()) };
  };
  const restore = async (name: string, buffer: Buffer, said: string) => {
    await app.go('Settings');
    await page.getByTestId('backup-file').setInputFiles({ name, mimeType: '', buffer });
    await expect(page.getByTestId('backup-result')).toContainText(said);
  };

  await app.openWithSamples();
  await app.find('dog');
  const [first] = await app.names();
  await app.photos.first().click({ modifiers: ['ControlOrMeta'] });
  await page.getByTestId('selection').getByRole('button', { name: 'Favourite', exact: true }).click();
  await page.getByRole('button', { name: 'Stop selecting' }).click();
  const order = await app.names();
  await page.getByTestId('save-search').click();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('search-saved')).toBeVisible();
  await app.go('Labels');
  await page.getByTestId('labels-field').fill('windmill, panda');
  await writeWords(page, 'Quay seventeen');

  await app.go('Settings');
  const backup = await saved('Back up the library');
  expect(backup.name).toMatch(/^mitsuke-.*\.mitsuke$/);
  const sidecars = readZip((await saved('XMP')).buffer);
  const sidecar = [...sidecars].find(([name]) => name.includes(first as string));
  expect(sidecar?.[1].bytes.toString()).toContain('<xmp:Rating>5</xmp:Rating>');
  expect(JSON.parse((await saved('JSON')).buffer.toString())).toHaveLength(42);
  expect((await saved('CSV')).buffer.toString().trim().split('\r\n')).toHaveLength(43);

  // So that what comes back does not come from there.
  await page.evaluate(() => localStorage.clear());
  await page.getByRole('button', { name: 'Erase everything' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Erase everything' }).click();
  await expect(page.getByTestId('sample-album')).toBeVisible();

  await restore('photo.mitsuke', Buffer.from('no backup'), 'no backup of Mitsuke');
  const half = backup.buffer.subarray(0, backup.buffer.length / 2);
  const gained = 'One saved search was added. The words in one photo were added. The file ends early.';
  await restore('half.mitsuke', half, gained);
  await findsNothing(page);
  const part = (await app.stored()).length;
  expect(part).toBeGreaterThan(5);
  expect(part).toBeLessThan(42);
  await restore('whole.mitsuke', backup.buffer, `42 photos: ${42 - part} new, 0 joined.`);
  await app.settled(42);
  await app.go('Find');
  await app.find('dog');
  await expect.poll(() => app.names()).toEqual(order);
  await app.find('dog is:favourite');
  expect(await app.names()).toEqual([first]);
  await app.find('quay seventeen');
  await expect(page.locator('[data-written]')).toHaveCount(1);
  await page.getByRole('button', { name: 'Clear the search' }).click();
  await expect(page.getByTestId('album')).toHaveAttribute('data-name', 'dog');
  await app.go('Labels');
  await expect(page.getByTestId('labels-field')).toHaveValue('windmill, panda');
});
