/** The app on hosts that were not made for it: in a folder, without headers, without a service worker. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { get } from 'node:https';
import type { Page } from '@playwright/test';
import sirv from 'sirv';
import { expect, test } from './app';
import { PORTS } from './ports';

const FOLDER = '/pages/photos/';

/** Serves the build below a folder, as a host for static pages does. @returns a function that ends it */
async function servePlainly(): Promise<() => Promise<unknown>> {
  const files = sirv('dist', { dev: true });
  const server = createServer((request, answer) => {
    const path = request.url ?? '';
    if (!path.startsWith(FOLDER)) return void answer.writeHead(404).end();
    request.url = path.slice(FOLDER.length - 1);
    files(request, answer, () => void answer.writeHead(404).end());
  });
  await new Promise<void>((done) => server.listen(PORTS.plain, 'localhost', done));
  return async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
}

/** Lists requests that leave the app's folder. */
function watchOutside(page: Page): string[] {
  const outside: string[] = [];
  page.context().on('request', (request) => {
    const { protocol, pathname } = new URL(request.url());
    if (protocol === 'http:' && !pathname.startsWith(FOLDER)) outside.push(pathname);
  });
  return outside;
}

const isIsolated = (page: Page) => page.evaluate(() => crossOriginIsolated);
/** Whether a script that somebody managed to write into the page would run. */
const runsInline = (page: Page) =>
  page.evaluate(() => {
    const script = document.createElement('script');
    script.append('globalThis.ran = true');
    document.head.append(script);
    return 'ran' in globalThis;
  });

test.use({ baseURL: `http://localhost:${PORTS.plain}` });

test.describe('with a service worker', () => {
  test.use({ serviceWorkers: 'allow' });

  test('a host without headers gets isolation by itself, and the app works in its folder, also offline', async ({
    app,
    page,
  }) => {
    const stop = await servePlainly();
    const outside = watchOutside(page);
    let loads = 0;
    page.on('load', () => loads++);
    await page.goto(FOLDER);
    // The service worker sends the headers, and an untouched first visit is reloaded into them. Nothing is
    // evaluated before that: Playwright's evaluation counts as a touch.
    await expect.poll(() => loads).toBe(2);
    await expect(app.indexing).toBeAttached();
    expect(await isIsolated(page)).toBe(true);
    await app.addSamples();
    await app.find('windmill');
    await expect(app.photos.first()).toHaveAttribute('data-name', /^windmill/);
    await app.readyOffline();
    await stop();
    await page.reload();
    await app.settled(42);
    await app.find('パンダ');
    await expect(app.photos.first()).toHaveAttribute('data-name', 'panda.jpg');
    expect(await isIsolated(page)).toBe(true);
    expect(outside).toEqual([]);
  });
});

test('without headers and without a service worker the app is slower, but whole', async ({ app, page }) => {
  const stop = await servePlainly();
  try {
    await page.goto(FOLDER);
    await app.fileInput.setInputFiles(['public/album/windmill-1.jpg', 'public/album/panda.jpg']);
    await app.settled(2);
    expect(await isIsolated(page)).toBe(false);
    await test.step('the content policy is in the page itself', async () => {
      expect(await runsInline(page)).toBe(false);
    });
    await app.find('windmill');
    await expect(app.photos.first()).toHaveAttribute('data-name', /^windmill/);
    await test.step('a page that embeds it gets nothing, though no header forbids it', async () => {
      await page.route('**/other', (route) =>
        route.fulfill({ contentType: 'text/html', body: `<iframe src="${FOLDER}"></iframe>` }),
      );
      await page.goto('/other');
      const inside = page.frameLocator('iframe');
      await expect(inside.locator('[data-problem=framed]')).toContainText('a tab of its own');
      await expect(inside.getByTestId('indexing')).toHaveCount(0);
    });
  } finally {
    await stop();
  }
});

test('the files for static hosts name the headers that the app’s own server sends', async ({ request }) => {
  const headers = (await request.get(`http://localhost:${PORTS.app}/`)).headers();
  const lines = readFileSync('dist/_headers', 'utf8').split('\n');
  const apache = readFileSync('dist/.htaccess', 'utf8');
  const named = lines.slice(1, lines.indexOf('/assets/*')).map((line) => line.trim().split(/: (.*)/));
  expect(named.length).toBeGreaterThan(4);
  for (const [name = '', value = ''] of named) {
    expect(headers[name.toLowerCase()], name).toBe(value);
    expect(apache).toContain(`Header always set ${name} "${value}"`);
  }
});

test('the server for other devices is secure to one that trusts its certificate', async ({ request }) => {
  const server = spawn('node', ['tools/serve/serve.mjs', '--https', '--port', String(PORTS.secure)]);
  try {
    const install = `http://localhost:${PORTS.secure + 1}`;
    await expect(async () => expect((await request.get(install)).ok()).toBe(true)).toPass();
    expect(await (await request.get(install)).text()).toContain(`href="https://localhost:${PORTS.secure}/"`);
    const ca = await (await request.get(`${install}/mitsuke.crt`)).text();
    const ask = get({ host: 'localhost', port: PORTS.secure, ca });
    const [answer] = await once(ask, 'response');
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['cross-origin-embedder-policy']).toBe('require-corp');
    answer.destroy();
  } finally {
    server.kill();
  }
});
