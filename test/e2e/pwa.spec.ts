import { appendFileSync, cpSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type PreviewServer, preview } from 'vite';
import { expect, test } from './app';
import { PORTS } from './ports';

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
