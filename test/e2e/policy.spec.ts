/**
 * The content policy, as the page and its workers live under it: nothing of the app breaks it, and what is injected
 * does.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Page, Response, Route } from '@playwright/test';
import { decodedFiles } from '../fixtures/decoded-files';
import { expect, test } from './app';
import { madeTransparent, record } from './recording';
import { ANEW } from './taking-away';

/** Collects violations of the page and of every worker, in `globalThis.violations` of the page. */
async function watchViolations(page: Page): Promise<() => Promise<string[]>> {
  const watch = `if (!globalThis.isWatched) {
    globalThis.isWatched = true;
    const channel = new BroadcastChannel('violations');
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, sample }) =>
      channel.postMessage([effectiveDirective, blockedURI, sourceFile, sample].join(' ')));
  };`;
  // In front of each script, because a worker may break the policy before a test could reach it.
  await page.context().route(/\/assets\/.*\.m?js$/, async (route) => {
    const response = await route.fetch(ANEW);
    const { 'content-encoding': _, 'content-length': __, ...headers } = response.headers();
    await route.fulfill({ response, headers, body: watch + (await response.text()) });
  });
  await page.addInitScript(() => {
    const seen: string[] = [];
    new BroadcastChannel('violations').onmessage = ({ data }) => seen.push(data);
    Object.assign(globalThis, { violations: seen });
  });
  return () => page.evaluate(() => Reflect.get(globalThis, 'violations'));
}

/** What became of each injection, run by the page itself: an evaluation of the test may do what the page may not. */
const injected = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<Record<string, boolean>>((resolve) => {
        const ran = (attempt: () => unknown) => {
          try {
            return Boolean(attempt());
          } catch {
            return false;
          }
        };
        const color = 'rgb(1, 2, 3)';
        const add = (name: 'p' | 'style' | 'script') =>
          document.body.appendChild(document.createElement(name));
        setTimeout(() =>
          resolve({
            styleAttribute: ran(() => {
              const p = add('p');
              p.setAttribute('style', `color: ${color}`);
              return getComputedStyle(p).color === color;
            }),
            styleElement: ran(() => {
              add('style').append(`#app { color: ${color} }`);
              return getComputedStyle(document.getElementById('app') as Element).color === color;
            }),
            script: ran(() => {
              add('script').append('globalThis.ran = true');
              return 'ran' in globalThis;
            }),
            html: ran(() => {
              add('p').innerHTML = '<b>bold</b>';
              return true;
            }),
            eval: ran(() => new Function('return true')()),
            worker: ran(() => new Worker(URL.createObjectURL(new Blob(['0'])))),
            foreignWorker: ran(() => new Worker('https://example.com/worker.js')),
            ownStyle: ran(() => {
              const p = add('p');
              p.style.color = color;
              return getComputedStyle(p).color === color;
            }),
          }),
        );
      }),
  );

test('the app keeps to its policy in the page and in its workers, which refuses what is injected', async ({
  app,
  page,
}) => {
  const violations = await watchViolations(page);
  // Quick to decode: here it only matters that each decoder runs.
  const files = (await decodedFiles(0.2)).filter(({ expect }) => 'width' in expect);
  await app.openWithSamples();
  await app.find('windmill');
  await expect(app.photos.first()).toHaveAttribute('data-name', /^windmill/);
  await test.step('every decoder', async () => {
    await app.search.fill('');
    await app.fileInput.setInputFiles(
      files.map(({ name, bytes }) => ({ name, mimeType: '', buffer: bytes })),
    );
    await app.settled(42 + files.length);
  });
  await test.step('a transparent video, whose two pictures are merged in a worker built in memory', async () => {
    const scenes = ['white', 'red'];
    const video = await record(page, { container: 'webm', codec: 'vp9', scenes, seconds: 1 });
    const buffer = await madeTransparent(page, video);
    await app.fileInput.setInputFiles({ name: 'clear.webm', mimeType: 'video/webm', buffer });
    await app.settled(43 + files.length);
  });
  await test.step('the viewer and every place', async () => {
    await app.photo('drawing.svg').or(app.photos.first()).first().click();
    await expect(page.locator('.pswp__img').first()).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.locator('.pswp')).toHaveCount(0);
    for (const place of ['Labels', 'Tidy', 'Settings', 'Find']) await app.go(place);
    await expect(app.search).toBeVisible();
  });
  expect(await violations()).toEqual([]);

  const { ownStyle, ...refused } = await injected(page);
  expect(ownStyle).toBe(true);
  expect(Object.values(refused)).not.toContain(true);
  const kinds = async () => new Set((await violations()).map((each) => each.split(' ')[0]));
  await expect
    .poll(async () => [...(await kinds())])
    .toEqual(expect.arrayContaining(['style-src-attr', 'style-src-elem', 'require-trusted-types-for']));

  await test.step('a worker refuses and tells it too', async () => {
    const before = (await violations()).length;
    const [worker] = page.workers();
    const started = await worker?.evaluate(() => {
      try {
        return Boolean(new Worker(URL.createObjectURL(new Blob(['0']))));
      } catch {
        return false;
      }
    });
    expect(started).toBe(false);
    await expect.poll(async () => (await violations()).length).toBeGreaterThan(before);
  });
});

test('no file of a worker imports the one that starts it, whose policy WebKit would make twice', () => {
  const scripts = readdirSync('dist/assets', { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.js'),
  );
  const imported = new Set(
    scripts.flatMap((path) => {
      const code = readFileSync(join('dist/assets', path), 'utf8');
      return [...code.matchAll(/\b(?:from|import)\s*\(?\s*["'`]([^"'`]+\.js)["'`]/g)].map(([, file = '']) =>
        basename(file),
      );
    }),
  );
  const entries = scripts.filter((path) => /^(slice-)?worker-[\w-]{8}\.js$/.test(path));
  const workers = readdirSync('workers', { recursive: true, encoding: 'utf8' }).filter((path) =>
    /(^|[\\/])(slice-)?worker\.ts$/.test(path),
  );
  expect(entries).toHaveLength(workers.length);
  expect(imported.size).toBeGreaterThan(entries.length);
  expect(entries.filter((entry) => imported.has(entry))).toEqual([]);
});

test('what the app does not use is turned off, and what it uses is not', async ({ app, page }) => {
  await app.open();
  const allowed = await page.evaluate(() =>
    (
      document as unknown as { featurePolicy: { allowedFeatures(): string[] } }
    ).featurePolicy.allowedFeatures(),
  );
  const used = ['camera', 'clipboard-write', 'fullscreen', 'local-network', 'screen-wake-lock'];
  expect(allowed).toEqual(expect.arrayContaining(used));
  const unused = ['geolocation', 'microphone', 'usb', 'display-capture', 'payment', 'clipboard-read'];
  expect(unused.filter((feature) => allowed.includes(feature))).toEqual([]);
});

test('another page can neither embed the app nor keep hold of it', async ({ page }) => {
  await page.route('**/other', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<iframe src="/"></iframe>' }),
  );
  const answered = page.waitForEvent(
    'response',
    (response: Response) => new URL(response.url()).pathname === '/',
  );
  await page.goto('/other');
  await answered;
  await expect.poll(() => page.frames()[1]?.url()).toMatch(/^chrome-error:/);

  await test.step('a page that opens it', async () => {
    const opening = page.waitForEvent('popup');
    await page.evaluate(() => Object.assign(globalThis, { opened: open('/') }));
    const opened = await opening;
    await expect(opened.getByTestId('indexing')).toBeAttached();
    expect(await opened.evaluate(() => opener)).toBe(null);
    expect(await page.evaluate(() => Reflect.get(globalThis, 'opened').closed)).toBe(true);
    await opened.close();
  });
});

test.describe('a WebAssembly file with one wrong byte', () => {
  const withWrongByte = async (route: Route) => {
    const response = await route.fetch(ANEW);
    const body = await response.body();
    body[body.length >> 1] = (body[body.length >> 1] ?? 0) ^ 1;
    const { 'content-encoding': _, 'content-length': __, ...headers } = response.headers();
    await route.fulfill({ response, headers, body });
  };

  test('of the runtime is fetched again, and said to be wrong if it stays', async ({
    app,
    page,
    context,
  }) => {
    const runtime = /ort-wasm-simd-threaded-.*\.wasm$/;
    let asked = 0;
    await context.route(runtime, (route) => {
      asked++;
      return withWrongByte(route);
    });
    await app.open();
    await app.fileInput.setInputFiles('public/album/panda.jpg');
    await expect(page.getByText('arrived with other bytes').first()).toBeVisible();
    expect(asked).toBeGreaterThanOrEqual(2);
    await context.unroute(runtime);
    await context.route(runtime, withWrongByte, { times: 1 });
    await page.reload();
    await app.settled(1);
    await app.find('panda');
  });

  test('of a decoder lets its files wait, and they become photos once it is right', async ({
    app,
    page,
    context,
  }) => {
    const decoders = /\/assets\/decoders\/.*\.wasm$/;
    await context.route(decoders, withWrongByte);
    const names = ['iphone.heic', 'picture.jp2', 'drawing.svg'];
    const files = (await decodedFiles()).filter(({ name }) => names.includes(name));
    await app.open();
    await app.fileInput.setInputFiles(
      files.map(({ name, bytes }) => ({ name, mimeType: '', buffer: bytes })),
    );
    await expect(app.failed).toHaveCount(names.length);
    const reasons = await app.failed.evaluateAll((rows) => rows.map(({ dataset }) => dataset.reason));
    expect(new Set(reasons)).toEqual(new Set(['decoder-missing']));
    await context.unroute(decoders);
    await page.reload();
    await app.settled(names.length);
  });
});
