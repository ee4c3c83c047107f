import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from './app';
import { findsNothing } from './axe';
import { filesInFolder, folderPicker } from './folder';
import { holdLaterWords, holdRuntime } from './holding';
import { inPageAndWorkers } from './taking-away';

const picture = (name: string) => readFileSync(`public/album/${name}`);
const NAMES = ['dam.jpg', 'moose.jpg', 'panda.jpg', 'sunset.jpg', 'wrench.jpg'];

/** Collects in the page whose bytes are read there and in all workers, of files that are named like photos. */
function tellReads(): void {
  const channel = new BroadcastChannel('file-reads');
  const reads: string[] = [];
  Object.assign(globalThis, { fileReads: reads });
  channel.onmessage = ({ data }) => reads.push(data);
  for (const method of ['arrayBuffer', 'slice', 'stream', 'text'] as const) {
    const read = Blob.prototype[method] as (...given: unknown[]) => never;
    Blob.prototype[method] = function (this: Blob, ...given: unknown[]) {
      if (this instanceof File && this.name.endsWith('.jpg')) channel.postMessage(this.name);
      return read.apply(this, given);
    };
  }
}

/** Notes what is announced, because a notice goes by itself. @returns all of it so far */
async function announcements(page: Page): Promise<() => Promise<string>> {
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(globalThis, { said });
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) for (const node of addedNodes) said.push(node.textContent ?? '');
    }).observe(document.body, { childList: true, subtree: true });
  });
  return () => page.evaluate(() => (Reflect.get(globalThis, 'said') as string[]).join('\n'));
}

const readFiles = async (page: Page) => [
  ...new Set(await page.evaluate(() => Reflect.get(globalThis, 'fileReads') as string[])),
];

test('a folder with an index is searched before any of its files is read or encoded', async ({
  app,
  page,
  context,
}) => {
  await inPageAndWorkers(context, tellReads);
  await app.open();
  const files = Object.fromEntries(NAMES.map((name) => [`trip/${name}`, picture(name)]));
  await folderPicker(page, { ...files, 'trip/.hidden.jpg': picture('igloo.jpg') });
  const choose = () => page.getByRole('button', { name: 'Choose a folder' }).click();
  await choose();
  await app.settled(5);
  expect((await readFiles(page)).sort()).toEqual(NAMES);
  const index = page.getByTestId('folder-index');
  const keep = page.getByTestId('folder-index-keep');

  await test.step('it is written when the user wants it, and again after changes', async () => {
    await app.go('Settings');
    await expect(index).toHaveAttribute('data-state', 'none');
    await findsNothing(page);
    await keep.check();
    await expect(index).toHaveAttribute('data-state', 'written');
    expect(await filesInFolder(page)).toEqual(['.mitsuke', 'trip']);
    await app.go('Find');
    await app.photo('panda.jpg').click();
    await page.getByTestId('favourite').click();
    await expect(page.getByTestId('favourite')).toHaveAttribute('aria-pressed', 'true');
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('favourite')).toHaveCount(0);
    await app.go('Settings');
    await expect(index).toHaveAttribute('data-state', 'stale');
    await findsNothing(page);
    await page.getByTestId('folder-index-write').click();
    await expect(index).toHaveAttribute('data-state', 'written');
    await expect(index).toContainText('5 photos');
  });

  // As in a browser that has never seen the folder, with no encoder to be had.
  const runtime = await holdRuntime(context);
  const words = await holdLaterWords(context);
  await page.getByRole('button', { name: 'Erase everything' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Erase everything' }).click();
  await expect(page.getByTestId('sample-album')).toBeVisible();
  await folderPicker(page, {});

  await test.step('its photos are here with their marks, and no file was read', async () => {
    const said = await announcements(page);
    await choose();
    await app.settled(5);
    await words.asked;
    // Nothing is said before its words are here.
    expect(await said()).not.toContain('done.');
    words.release();
    await expect.poll(said).toContain('5 photos came with the index in “Holiday”.');
    expect(await app.storedNames()).toEqual(NAMES);
    await app.find('is:favourite');
    expect(await app.names()).toEqual(['panda.jpg']);
    expect(await readFiles(page)).toEqual([]);
  });

  await test.step('they are found by their words', async () => {
    runtime.release();
    await app.find('a panda');
    expect((await app.names())[0]).toBe('panda.jpg');
    await app.find('a wrench');
    expect((await app.names())[0]).toBe('wrench.jpg');
    expect(await readFiles(page)).toEqual([]);
    await app.search.fill('');
  });

  await test.step('a file that has changed is indexed, and no other', async () => {
    await folderPicker(page, {
      'trip/wrench.jpg': picture('pliers.jpg'),
      'trip/igloo.jpg': picture('igloo.jpg'),
    });
    await app.go('Settings');
    await page.getByRole('button', { name: 'Check folders for new photos' }).click();
    await app.go('Find');
    await app.settled(6);
    await app.find('an igloo');
    expect((await app.names())[0]).toBe('igloo.jpg');
    expect((await readFiles(page)).sort()).toEqual(['igloo.jpg', 'wrench.jpg']);
  });

  await test.step('the viewer shows the original, although the index has no preview', async () => {
    await app.photo('panda.jpg').click();
    await expect
      .poll(() =>
        page
          .locator('.pswp__img')
          .first()
          .evaluate((img: HTMLImageElement) => img.naturalHeight),
      )
      .toBeGreaterThan(320);
    await page.keyboard.press('Escape');
  });

  await test.step('it is deleted with its folder when the user no longer wants it', async () => {
    await app.go('Settings');
    await expect(index).toHaveAttribute('data-state', 'none');
    await keep.check();
    await expect(index).toHaveAttribute('data-state', 'written');
    await expect(index).toContainText('6 photos');
    await keep.uncheck();
    await expect(index).toHaveAttribute('data-state', 'none');
    await expect.poll(() => filesInFolder(page)).toEqual(['trip']);
  });
});
