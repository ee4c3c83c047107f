import { readFileSync } from 'node:fs';
import { expect, test } from './app';
import { readZip } from './zip';

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

  await app.go('Settings');
  const backup = await saved('Back up the library');
  expect(backup.name).toMatch(/^mitsuke-.*\.mitsuke$/);
  const sidecars = readZip((await saved('XMP')).buffer);
  const sidecar = [...sidecars].find(([name]) => name.includes(first as string));
  expect(sidecar?.[1].bytes.toString()).toContain('<xmp:Rating>5</xmp:Rating>');
  expect(JSON.parse((await saved('JSON')).buffer.toString())).toHaveLength(42);
  expect((await saved('CSV')).buffer.toString().trim().split('\r\n')).toHaveLength(43);

  await page.getByRole('button', { name: 'Erase everything' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Erase everything' }).click();
  await expect(page.getByTestId('sample-album')).toBeVisible();

  await restore('photo.mitsuke', Buffer.from('no backup'), 'no backup of Mitsuke');
  const half = backup.buffer.subarray(0, backup.buffer.length / 2);
  await restore('half.mitsuke', half, 'The file ends early.');
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
});
