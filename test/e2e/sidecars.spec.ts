import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { jpeg } from '../fixtures/jpeg';
import { takeout } from '../fixtures/takeout';
import { xmpPacket } from '../fixtures/xmp';
import { expect, test } from './app';
import { folderPicker } from './folder';
import { dropFiles } from './handing';

/** A photo without any metadata, each of another grey. */
const photo = (grey: number) => jpeg({ width: 32, height: 32, color: 'grey', at: () => [grey] });
const xmp = (...tags: string[]) =>
  Buffer.from(xmpPacket({ 'dc:subject': tags, 'exif:DateTimeOriginal': '2021-05-06T07:08:09+02:00' }));
/** Ten in the evening of 31 December 2018 in UTC, so 2019 in Tokyo, where these tests run. */
const google = (description: string) =>
  Buffer.from(takeout({ taken: Date.UTC(2018, 11, 31, 22) / 1000, description, favorited: true }));
const picked = (name: string, buffer: Buffer) => ({ name, mimeType: '', buffer });

test('sidecars are read in every way in, and are neither photos nor failures', async ({ app, page }) => {
  await app.open();
  const asked = async (query: string, ...names: string[]) => {
    await app.search.fill(query);
    await expect(page.getByTestId('results')).toHaveAttribute('data-query', query);
    await expect.poll(async () => (await app.names()).sort()).toEqual(names);
  };

  await test.step('in a granted folder, also at a later look', async () => {
    await folderPicker(page, {
      'three.jpg': photo(40),
      'three.jpg.xmp': xmp('granted'),
      'trip/a.jpg': photo(50),
      'trip/a(1).jpg': photo(60),
      'trip/a.jpg.supplemental-metadata.json': google('The first'),
      'trip/a.jpg.supplemental-metadata(1).json': google('The second'),
      'metadata.json': Buffer.from('{}'),
    });
    await page.getByRole('button', { name: 'Choose a folder' }).click();
    await app.settled(3);
    await asked('tag:granted', 'three.jpg');
    await asked('"The second"', 'a(1).jpg');
    await folderPicker(page, { 'four.jpg': photo(70), 'four.xmp': xmp('later') });
    await page.reload();
    await app.settled(4);
    await asked('tag:later', 'four.jpg');
  });

  await test.step('picked together with their photos', async () => {
    await app.fileInput.setInputFiles([
      picked('one.jpg', photo(10)),
      picked('ONE.XMP', xmp('picked')),
      picked('two.jpg', photo(20)),
      picked('two.jpg.supplemental-metadata.json', google('From Google')),
      picked('damaged.jpg', photo(30)),
      picked('damaged.xmp', Buffer.from('<x:xmpmeta')),
      picked('damaged.jpg.json', Buffer.from('{')),
    ]);
    await app.settled(7);
    await asked('tag:picked date:2021-05-06', 'one.jpg');
    await asked('"From Google" is:favourite date:2019-01-01', 'two.jpg');
  });

  await test.step('in a folder that is read once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mitsuke-sidecars-'));
    const files = { 'deep/five.jpg': photo(80), 'deep/five.jpg.json': google('Read once'), 'x.xmp': xmp() };
    for (const [path, bytes] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    await page.locator('input[webkitdirectory]').setInputFiles(folder);
    await app.settled(8);
    await asked('"Read once"', 'five.jpg');
    rmSync(folder, { recursive: true });
  });

  await test.step('dropped', async () => {
    const dropped = { 'six.jpg': photo(90), 'six.jpg.json': google('Dropped') };
    await dropFiles(page, dropped);
    await app.settled(9);
    await asked('"Dropped"', 'six.jpg');
  });

  await expect(app.indexing).toHaveAttribute('data-failed', '0');
  await expect(app.indexing).toHaveAttribute('data-total', '9');
});
