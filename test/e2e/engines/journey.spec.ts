/** What a user does from the first visit to the last, in each engine, on the production build. */

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { manyPhotos } from '../../fixtures/many';
import { readZip } from '../zip';
import { type EngineApp, hook } from './engine-app';
import { answersOf, median, timed, watchAnswers } from './figures';
import { LEAVING_ORIGIN, LeavingServer } from './leaving-server';
import { inEngines } from './running';

interface AlbumQuery {
  query: string;
  zh: string;
  ja: string;
  files: string[];
}

const QUERIES: AlbumQuery[] = JSON.parse(readFileSync('test/fixtures/album-queries.json', 'utf8'));
const ALBUM = 42;

const album = (name: string) => resolve('public/album', name);
const photo = (name: string) => hook('photo', { name });

const server = new LeavingServer();
test.beforeAll(() => server.come());
test.afterAll(() => server.leave());

/** Opens the app with the sample album, which stays from test to test. */
async function openWithAlbum(app: EngineApp): Promise<void> {
  await app.open();
  if ((await app.done()) === 0) await app.click(hook('sample-album'));
  await app.settled(ALBUM);
}

/** Returns what the browser has saved once it is complete. @param name of the file */
async function saved({ driver }: EngineApp, name: RegExp): Promise<{ path: string; bytes: Buffer }> {
  const there = () => readdirSync(driver.downloads);
  const whole = () =>
    there().some((file) => name.test(file)) && !there().some((file) => /\.(part|wkdownload)$/.test(file));
  await expect.poll(whole, { message: `${name} is saved` }).toBe(true);
  const path = join(driver.downloads, there().find((file) => name.test(file)) ?? '');
  await expect.poll(() => readFileSync(path).length).toBeGreaterThan(0);
  return { path, bytes: readFileSync(path) };
}

inEngines(['Chromium', 'Firefox', 'WebKitGTK'], LEAVING_ORIGIN, (running, name) => {
  test('the album is added at the first visit, and found in three languages', async () => {
    const app = running();
    await app.open();
    const indexing = await timed(async () => {
      await app.click(hook('sample-album'));
      await app.settled(ALBUM);
    });
    await watchAnswers(app);
    const missed: string[] = [];
    for (const { query, files } of QUERIES.slice(0, 10)) {
      await app.find(query);
      if (!(await app.names()).slice(0, 5).some((file) => files.includes(file))) missed.push(query);
    }
    expect(missed).toEqual([]);
    for (const query of ['熊猫', 'パンダ']) {
      await app.find(query);
      expect((await app.names())[0], query).toBe('panda.jpg');
    }
    const answers = Object.values(await answersOf(app));
    console.log(
      `${app.driver.browser}: ${Math.round(indexing)} ms for ${ALBUM} photos, ${Math.round(median(answers))} ms for a query`,
    );
  });

  test('the library is there after a reload, also without a network', async () => {
    const app = running();
    await openWithAlbum(app);
    const reload = await timed(async () => {
      await app.reload();
      await app.settled(ALBUM);
      await app.there(hook('photo'));
    });
    console.log(`${app.driver.browser}: ${Math.round(reload)} ms for a reload`);
    await app.find('windmill');
    expect((await app.names()).slice(0, 2).sort()).toEqual(['windmill-1.jpg', 'windmill-2.jpg']);

    await app.go('Settings');
    await app.shows('Ready: everything works without a network.');
    await server.leave();
    try {
      await app.open();
      await app.settled(ALBUM);
      for (const query of ['windmill', '風車']) {
        await app.find(query);
        expect((await app.names()).slice(0, 2).sort()).toEqual(['windmill-1.jpg', 'windmill-2.jpg']);
      }
    } finally {
      await server.come();
    }
  });

  // The other specs are Chromium's; here it is what the others' figures are compared with.
  if (name === 'Chromium') return;

  test('words are taken away from a query, and a picture is a query', async () => {
    const app = running();
    await openWithAlbum(app);
    await app.find('wild animal');
    expect((await app.names())[0]).toBe('panda.jpg');
    await app.find('wild animal -panda');
    expect((await app.names())[0]).toBe('crocodile.jpg');
    await app.driver.choose(hook('picture-input'), [album('goldfish.jpg')]);
    await app.there(`${hook('chip', { kind: 'photo' })}`);
    await expect.poll(async () => (await app.names())[0]).toBe('goldfish.jpg');
  });

  test('a photo is opened and tagged, and the tag stays', async () => {
    const app = running();
    await openWithAlbum(app);
    await app.find('goldfish');
    await app.click(photo('goldfish.jpg'));
    await app.there('.pswp__img:not(.pswp__img--placeholder)');
    await app.click({ button: 'Details' });
    await app.fill(hook('tag-input'), '金魚 fish');
    await app.driver.press('Enter');
    await app.there(hook('tag', { tag: '金魚 fish' }));
    await app.driver.press('Escape');
    await app.gone(hook('tag-input'));
    await app.driver.press('Escape');
    await app.gone('.pswp');
    await app.reload();
    await app.find('tag:"金魚 fish"');
    expect(await app.names()).toEqual(['goldfish.jpg']);
  });

  test('a list and copies of photos are saved', async () => {
    const app = running();
    await openWithAlbum(app);
    await app.find('goldfish');
    await app.click({ button: 'More actions for these photos' });
    await app.click(hook('export-json'));
    const list = JSON.parse((await saved(app, /\.json$/)).bytes.toString('utf8'));
    expect(list).toHaveLength(ALBUM);
    expect(list[0]).toMatchObject({ name: 'goldfish.jpg', type: 'image/jpeg' });

    await app.click(hook('select'));
    const names = (await app.names()).slice(0, 2);
    for (const name of names) await app.click(photo(name));
    await app.there(hook('selection', { count: '2' }));
    await app.click({ button: 'Save' });
    const files = readZip((await saved(app, /\.zip$/)).bytes);
    expect([...files.keys()].sort()).toEqual(names.toSorted());
    for (const [file, { bytes }] of files) expect(bytes.equals(readFileSync(album(file)))).toBe(true);
  });

  test('a folder is added by the way that the engine has', async () => {
    const app = running();
    await app.open();
    const before = await app.done();
    const folder = join(app.driver.downloads, 'Holiday');
    if (!existsSync(folder)) mkdirSync(folder);
    for (const { name, buffer } of manyPhotos(3, 'holiday')) writeFileSync(join(folder, name), buffer);
    await app.driver.chooseFolder('input[type=file][webkitdirectory]#photo-folder', folder);
    await app.settled(before + 3);
    await app.go('Settings');
    await app.shows('Holiday');
  });

  test('everything is erased', async () => {
    const app = running();
    await app.open();
    if ((await app.done()) === 0) {
      await app.driver.choose(hook('file-input'), [album('panda.jpg')]);
      await app.settled(1);
    }
    await app.go('Settings');
    await app.click({ button: 'Erase everything' });
    await app.click({ button: 'Erase everything', within: 'dialog[open]' });
    await app.there(hook('sample-album'));
    await app.settled(0);
  });
});
