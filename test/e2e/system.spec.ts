/** The app as a part of the system: addresses, shortcuts, shared and opened files. */

import type { Page } from '@playwright/test';
import { SHARE } from '#core/system-names';
import { type App, expect, test } from './app';
import { findsNothing } from './axe';

/** As the launcher of an installed app does: with a new address, or with one more in the window that is open. */
async function launch(page: Page, fragment: string): Promise<void> {
  await page.evaluate((fragment) => {
    location.hash = fragment;
  }, fragment);
}

test('an address asks, and shortcuts end one touch before the picker', async ({ app, page }) => {
  await app.openWithSamples();
  await test.step('a query in the address is asked once', async () => {
    await page.goto('/album/SOURCES.md');
    await page.goto(`/#find=${encodeURIComponent('パンダ')}`);
    await expect(page.getByTestId('results')).toHaveAttribute('data-query', 'パンダ');
    await expect(app.search).toHaveValue('パンダ');
    expect(new URL(page.url()).hash).toBe('');
  });
  await test.step('while the app is open too', async () => {
    await launch(page, 'find=web%2Bmitsuke%3Awindmill');
    await expect(page.getByTestId('results')).toHaveAttribute('data-query', 'windmill');
  });
  await test.step('search, from another place', async () => {
    await app.go('Settings');
    await launch(page, 'search');
    await expect(app.search).toBeFocused();
    await expect(page.getByTestId('results')).toBeAttached();
  });
  await test.step('add photos', async () => {
    await launch(page, 'add');
    const sheet = page.getByRole('dialog', { name: 'Add photos' });
    const choosing = page.waitForEvent('filechooser');
    await sheet.getByRole('button', { name: 'Choose photos' }).click();
    expect((await choosing).isMultiple()).toBe(true);
    await expect(sheet).toHaveCount(0);
  });
  await test.step('search by a photo', async () => {
    await launch(page, 'camera');
    await expect(page.getByRole('button', { name: 'Take a photo' })).toBeVisible();
    await page.getByTestId('camera-input').setInputFiles('public/album/panda.jpg');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(app.photos.first()).toHaveAttribute('data-name', 'panda.jpg');
  });
});

/** Sends a form to the share target, as the system does. */
async function share(page: Page, { files = [], text = '' }: { files?: string[]; text?: string }) {
  await page.evaluate(
    ({ text, share }) => {
      const form = Object.assign(document.createElement('form'), {
        method: 'POST',
        action: `/${share.path}`,
        enctype: 'multipart/form-data',
        id: 'share',
      });
      const input = Object.assign(document.createElement('input'), {
        type: 'file',
        name: share.files,
        multiple: true,
      });
      input.dataset.testid = 'shared-files';
      const words = Object.assign(document.createElement('input'), { name: share.text, value: text });
      form.append(input, words);
      document.body.append(form);
    },
    { text, share: SHARE },
  );
  await page.getByTestId('shared-files').setInputFiles(files);
  await page.evaluate(() => {
    const form = document.getElementById('share') as HTMLFormElement;
    // An empty file input sends an empty file; the system sends none.
    if (!form.querySelector('input')?.files?.length) form.querySelector('input')?.remove();
    form.submit();
  });
}

const leftInCache = (page: Page) =>
  page.evaluate(async () => (await (await caches.open('mitsuke-shared')).keys()).length);

test.describe('shared into the app', () => {
  // The content policy forbids forms. The system, which sends the real one, knows no policy.
  test.use({ serviceWorkers: 'allow', bypassCSP: true });

  test('photos come in, words are asked, and a single picture may be either', async ({ app, page }) => {
    await app.open();
    await app.readyOffline();
    await page.goto('/album/SOURCES.md');
    await share(page, { files: ['public/album/panda.jpg', 'public/album/wrench.jpg'] });
    await test.step('any page can send such a form, so the user is asked; until then nothing is lost', async () => {
      await expect(page.getByTestId('shared-add')).toBeVisible();
      await findsNothing(page);
      expect(await leftInCache(page)).toBe(2);
      await page.reload();
      await page.getByTestId('shared-add').click();
      await app.settled(2);
      expect(await app.storedNames()).toEqual(['panda.jpg', 'wrench.jpg']);
      await expect.poll(() => leftInCache(page)).toBe(0);
    });

    await page.goto('/album/SOURCES.md');
    await share(page, { text: 'a wrench' });
    await expect(page.getByTestId('results')).toHaveAttribute('data-query', 'a wrench');
    await expect(app.photos.first()).toHaveAttribute('data-name', 'wrench.jpg');

    await page.goto('/album/SOURCES.md');
    await share(page, { files: ['public/album/panda.jpg'] });
    await page.getByTestId('pasted-like').click();
    await expect(app.photos.first()).toHaveAttribute('data-name', 'panda.jpg');
    await app.settled(2);
  });
});

/** A launch queue whose launches the test makes. Chromium's own needs an installed app. */
function queueLaunches(): void {
  type Consumer = (launch: { files: FileSystemFileHandle[] }) => void;
  Object.defineProperty(globalThis, 'launchQueue', {
    value: {
      setConsumer: (consumer: Consumer) => {
        Object.assign(globalThis, { launch: (files: FileSystemFileHandle[]) => consumer({ files }) });
      },
    },
  });
}

test('files that the system opens with the app come in', async ({ app, page }: { app: App; page: Page }) => {
  await page.addInitScript(queueLaunches);
  await app.open();
  await page.waitForFunction(() => 'launch' in globalThis);
  await page.evaluate(async () => {
    const folder = await navigator.storage.getDirectory();
    const handles = [];
    for (const name of ['panda.jpg', 'wrench.jpg']) {
      const handle = await folder.getFileHandle(name, { create: true });
      const stream = await handle.createWritable();
      await stream.write(await (await fetch(`/album/${name}`)).blob());
      await stream.close();
      handles.push(handle);
    }
    (globalThis as unknown as { launch: (files: FileSystemFileHandle[]) => void }).launch(handles);
  });
  await app.settled(2);
  expect(await app.storedNames()).toEqual(['panda.jpg', 'wrench.jpg']);
});
