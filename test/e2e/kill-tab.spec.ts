import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from '@playwright/test';
import { findBrowser } from '../../tools/browser.mjs';
import { BROWSER_ARGS } from '../../tools/browser-args.mjs';
import { manyPhotos } from '../fixtures/many';
import { App, expect, test } from './app';

const COUNT = 200;

function launch(profile: string, baseURL: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath: findBrowser() ?? '',
    args: BROWSER_ARGS,
    baseURL,
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
  });
}

test('a browser killed in the middle of 200 photos: it goes on by itself, none lost, none twice', async ({
  baseURL = '',
}) => {
  const profile = mkdtempSync(join(tmpdir(), 'mitsuke-kill-'));
  const files = manyPhotos(COUNT);
  try {
    const before = await launch(profile, baseURL);
    const app = new App(before.pages()[0] ?? (await before.newPage()));
    await app.open();
    await app.fileInput.setInputFiles(files);
    await expect(app.indexing).toHaveAttribute('data-total', String(COUNT));
    await expect.poll(() => app.done(), { timeout: 60_000 }).toBeGreaterThanOrEqual(40);
    const done = await app.done();
    // The whole browser, without a chance to say goodbye.
    spawnSync('pkill', ['-9', '-f', profile]);
    await before.close().catch(() => undefined);
    expect(done).toBeLessThan(COUNT);

    const after = await launch(profile, baseURL);
    const again = new App(after.pages()[0] ?? (await after.newPage()));
    await again.open();
    // What was finished is not done again: the count goes on from where it was.
    expect(await again.done()).toBeGreaterThanOrEqual(done);
    await again.settled(COUNT);
    await expect(again.indexing).toHaveAttribute('data-failed', '0');
    expect(await namesInStore(again)).toEqual(files.map(({ name }) => name));
    await after.close();
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
});

/** The grid shows only what is in sight, so all names are read from the store. */
async function namesInStore(app: App): Promise<string[]> {
  const names = await app.page.evaluate(async () => {
    const ask = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await ask(indexedDB.open('mitsuke'));
    const photos = await ask(db.transaction('photos').objectStore('photos').getAll());
    db.close();
    return photos.map(({ name }: { name: string }) => name);
  });
  return names.sort();
}
