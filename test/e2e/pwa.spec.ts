import { appendFileSync, cpSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { chromium } from '@playwright/test';
import { type PreviewServer, preview } from 'vite';
import { isPictureName, isVideoName } from '#core/media-names';
import { SCHEME, SHARE, SHORTCUTS } from '#core/system-names';
import { orderOf } from '#session/system/address';
import { findBrowser } from '../../tools/browser.mjs';
import { TEST_BROWSER_ARGS } from '../../tools/browser-args.mjs';
import { manyPhotos } from '../fixtures/many';
import { expect, test } from './app';
import { findsNothing } from './axe';
import { holdLock, holdStore, openStill } from './held-database';
import { PORTS } from './ports';
import { withProfile } from './profile';
import { storedRows } from './stored-rows';

test.use({ serviceWorkers: 'allow' });

interface Picture {
  src: string;
  sizes: string;
  type: string;
  purpose?: string;
  form_factor?: string;
}

test('the manifest names pictures that exist, with their true sizes', async ({ app, page }) => {
  await app.open();
  const href = await page.locator('link[rel=manifest]').getAttribute('href');
  const manifest = await (await page.request.get(href ?? '')).json();
  expect(manifest).toMatchObject({ name: 'Mitsuke', display: 'standalone', start_url: './', scope: './' });
  const icons: Picture[] = manifest.icons;
  const screenshots: Picture[] = manifest.screenshots;
  expect(icons.filter(({ purpose }) => purpose === 'maskable').length).toBeGreaterThan(0);
  expect(screenshots.map((shot) => shot.form_factor).sort()).toEqual(['narrow', 'wide']);
  for (const { src, sizes } of [...icons, ...screenshots].filter(({ sizes }) => sizes !== 'any')) {
    const size = await page.evaluate(async (src) => {
      const image = await createImageBitmap(await (await fetch(src)).blob());
      return `${image.width}x${image.height}`;
    }, `/${src}`);
    expect(size, src).toBe(sizes);
  }
});

test('Chromium finds nothing wrong with the manifest, would install the app, and hands it what it answers', async ({
  baseURL,
}) => {
  const at = (path: string) => new URL(path, baseURL).href;
  await withProfile(async (profile) => {
    // The whole browser with a profile: the headless shell knows no installing, a private window offers none.
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: findBrowser() ?? '',
      args: TEST_BROWSER_ARGS,
    });
    try {
      const page = context.pages()[0] ?? (await context.newPage());
      await page.goto(at('.'));
      const session = await context.newCDPSession(page);
      const { errors, manifest, data = '' } = await session.send('Page.getAppManifest');
      expect(errors).toEqual([]);
      await expect
        .poll(async () => (await session.send('Page.getInstallabilityErrors')).installabilityErrors)
        .toEqual([]);

      expect(manifest).toMatchObject({ startUrl: at('.'), scope: at('.') });
      await test.step('shares, in one window', () => {
        const { path, files, ...fields } = SHARE;
        expect(manifest.shareTarget?.action).toBe(at(path));
        // Chromium tells all fields as one and no files, so they are read from the text.
        const { params } = JSON.parse(data).share_target;
        expect(params).toMatchObject({ ...fields, files: [{ name: files }] });
        expect(manifest.launchHandler?.clientMode).toMatch(/navigate-?existing/i);
      });
      await test.step('shortcuts', () => {
        const orders = manifest.shortcuts?.map(({ url }) => orderOf(new URL(url).hash));
        expect(orders).toEqual(SHORTCUTS.map((shortcut) => ({ kind: 'shortcut', shortcut })));
      });
      await test.step('links that hold a query', () => {
        const [handler, ...more] = manifest.protocolHandlers ?? [];
        expect([handler?.protocol, more]).toEqual([SCHEME, []]);
        const address = handler?.url.replace('%s', encodeURIComponent(`${SCHEME}:a dog`)) ?? '';
        expect(address.startsWith(at('.'))).toBe(true);
        expect(orderOf(new URL(address).hash)).toEqual({ kind: 'find', text: 'a dog' });
      });
      await test.step('files', () => {
        // Of these too Chromium tells nothing without an installed app.
        const [handler, ...more] = JSON.parse(data).file_handlers;
        expect([handler.action, more]).toEqual(['./', []]);
        const endings = Object.values<string[]>(handler.accept).flat();
        expect(endings.length).toBeGreaterThan(10);
        expect(endings.filter((each) => !isPictureName(`a${each}`) && !isVideoName(`a${each}`))).toEqual([]);
      });
    } finally {
      await context.close();
    }
  });
});

test.describe('a newer version on the server', () => {
  test.use({ baseURL: `http://localhost:${PORTS.updating}` });

  /** Serves a build from a folder: Playwright's routes cannot intercept a service worker's script. */
  function serve(folder: string): Promise<PreviewServer> {
    return preview({
      logLevel: 'silent',
      build: { outDir: relative(process.cwd(), folder) },
      preview: { port: PORTS.updating, strictPort: true },
    });
  }

  test('is offered, waits for the user, and then takes over', async ({ app, page }, testInfo) => {
    const folder = testInfo.outputPath('dist');
    cpSync('dist', folder, { recursive: true });
    const waits = () =>
      page.evaluate(async () => Boolean((await navigator.serviceWorker.getRegistration())?.waiting));
    const offer = page.getByText('A new version is ready.');
    let server = await serve(folder);
    try {
      await app.open();
      await app.readyOffline();
      await expect(offer).toHaveCount(0);

      // The server reads its list of files when it starts.
      await server.close();
      appendFileSync(join(folder, 'sw.js'), '\n// the next version\n');
      server = await serve(folder);
      await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
      await expect(offer).toBeVisible();
      expect(await waits()).toBe(true);

      await test.step('an ordinary reload does not apply it', async () => {
        await page.reload();
        await expect(offer).toBeVisible();
        expect(await waits()).toBe(true);
      });

      await page.getByRole('button', { name: 'Reload' }).click();
      await expect(offer).toHaveCount(0);
      await expect(app.indexing).toBeAttached();
      await expect.poll(() => waits().catch(() => true)).toBe(false);
    } finally {
      await server.close();
      rmSync(folder, { recursive: true });
    }
  });

  test('that comes while photos are indexed disturbs them neither by coming nor by taking over', async ({
    app,
    page,
    context,
  }, testInfo) => {
    const folder = testInfo.outputPath('dist');
    cpSync('dist', folder, { recursive: true });
    const offer = page.getByText('A new version is ready.');
    const copies = async () => (await storedRows<{ inbox: object }>(page, 'inbox')).inbox.length;
    const files = [...manyPhotos(12, 'before'), ...manyPhotos(12, 'over')];
    let server = await serve(folder);
    try {
      await app.open();
      await app.readyOffline();
      const holder = await context.newPage();
      await openStill(holder);
      await page.bringToFront();
      /** Adds files, and holds the indexing where it has encoded some and committed none. */
      const holdAmid = async (some: typeof files) => {
        const unlock = await holdLock(holder, 'mitsuke-indexing');
        await app.fileInput.setInputFiles(some);
        // Until its copy is stored, a file exists only in the memory of its tab.
        await expect.poll(copies).toBe(some.length);
        const release = await holdStore(holder, 'embeddings');
        await unlock();
        return release;
      };

      await test.step('it comes', async () => {
        const release = await holdAmid(files.slice(0, 12));
        await server.close();
        appendFileSync(join(folder, 'sw.js'), '\n// the next version\n');
        server = await serve(folder);
        await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
        await expect(offer).toBeVisible();
        await expect(app.indexing).toHaveAttribute('data-state', 'running');
        await release();
        await app.settled(12);
        await expect(offer).toBeVisible();
      });

      await test.step('it takes over', async () => {
        const release = await holdAmid(files.slice(12));
        await page.getByRole('button', { name: 'Reload' }).click();
        await expect(offer).toHaveCount(0);
        await expect(app.indexing).toHaveAttribute('data-total', '24');
        expect(await app.done()).toBe(12);
        await release();
        await app.settled(24);
      });

      await expect(app.indexing).toHaveAttribute('data-failed', '0');
      expect(await app.storedNames()).toEqual(files.map(({ name }) => name));
      const isNext = () =>
        page.evaluate(async () => {
          const { active, waiting } = (await navigator.serviceWorker.getRegistration()) ?? {};
          const text = await (await fetch(active?.scriptURL ?? '', { cache: 'no-store' })).text();
          return !waiting && text.includes('// the next version');
        });
      await expect.poll(isNext).toBe(true);
    } finally {
      await server.close();
      rmSync(folder, { recursive: true });
    }
  });
});

test('caches that the browser evicts alone: the library is whole, and the app is kept again', async ({
  app,
  page,
  context,
}) => {
  await app.openWithSamples();
  await app.readyOffline();
  const evicted = await page.evaluate(async () => {
    const names = await caches.keys();
    await Promise.all(names.map((name) => caches.delete(name)));
    return names.length;
  });
  expect(evicted).toBeGreaterThan(1);
  await page.reload();
  await app.settled(42);
  await app.readyOffline();
  await context.setOffline(true);
  await page.reload();
  await app.settled(42);
  await app.find('a panda');
  await expect(app.photos.first()).toHaveAttribute('data-name', 'panda.jpg');
});

test('a database that the browser evicts alone: the app begins anew, and fetches the model again', async ({
  app,
  page,
}) => {
  await app.open();
  await app.fileInput.setInputFiles('public/album/panda.jpg');
  await app.settled(1);
  await app.readyOffline();
  await page.evaluate(() => void indexedDB.deleteDatabase('mitsuke'));
  await expect(page.getByTestId('sample-album')).toBeVisible();
  await page.reload();
  await app.settled(0);
  await app.fileInput.setInputFiles('public/album/panda.jpg');
  await app.settled(1);
  await app.find('a panda');
  await expect(app.photos.first()).toHaveAttribute('data-name', 'panda.jpg');
  await app.readyOffline();
});

test('a page ignores the events of a newer version in another tab, and offers to reload', async ({
  app,
  page,
}) => {
  await app.open();
  await app.fileInput.setInputFiles('public/album/panda.jpg');
  await app.settled(1);
  const offer = page.getByText('A new version is ready.');
  await page.evaluate(() => {
    const event = { type: 'photos', added: 'in another form', removed: [1] };
    new BroadcastChannel('mitsuke-library').postMessage({ version: 1000, event });
  });
  await expect(offer).toBeVisible();
  await app.settled(1);
  await findsNothing(page);
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(offer).toHaveCount(0);
  await app.settled(1);
});

test('a damaged model file is refused, reported, and downloaded again on the next attempt', async ({
  app,
  page,
  context,
}) => {
  let broken = true;
  await context.route('**/onnx/*.onnx', async (route) => {
    if (broken) await route.fulfill({ status: 200, contentType: 'text/html', body: '<h1>Not found</h1>' });
    else await route.continue();
  });
  await app.open();
  await app.fileInput.setInputFiles('public/album/panda.jpg');
  await expect(page.getByText('A file of the model is damaged.')).toBeVisible();
  await expect(app.indexing).toHaveAttribute('data-state', 'paused');
  broken = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await app.settled(1);
});
