import { readFileSync } from 'node:fs';
import { expect, test } from './app';

interface AlbumQuery {
  query: string;
  files: string[];
}

test.use({ serviceWorkers: 'allow' });

const QUERIES: AlbumQuery[] = JSON.parse(readFileSync('test/fixtures/album-queries.json', 'utf8'));

test('a visitor adds the sample album and finds what they describe', async ({ app, page }) => {
  await app.open();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  // What the browser may ask is said before it asks.
  await expect(page.getByText('Your browser may ask')).toBeVisible();
  await app.addSamples();
  await expect(page.getByTestId('model-id')).toHaveText('starter');

  let found = 0;
  const missed: string[] = [];
  for (const { query, files } of QUERIES) {
    await app.find(query);
    const first = (await app.names()).slice(0, 5);
    if (first.some((name) => files.includes(name))) found++;
    else missed.push(query);
  }
  expect(found, `not among the first five: ${missed.join(', ')}`).toBeGreaterThanOrEqual(27);
  for (const query of ['パンダ', '熊猫']) {
    await app.find(query);
    expect((await app.names())[0]).toBe('panda.jpg');
  }
});

test('results are sorted best first, with their strength in words', async ({ app }) => {
  await app.openWithSamples();
  await app.find('windmill');
  const scores = await app.photos.evaluateAll((photos) => photos.map((photo) => Number(photo.dataset.score)));
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  await expect(app.photos.first()).toHaveAttribute('data-name', /^windmill-/);
  await expect(app.photos.first()).toHaveAccessibleName(/strong/i);
});

test('the app is served isolated, and restricted to its own origin', async ({ page }) => {
  const response = await page.goto('/');
  const headers = response?.headers() ?? {};
  expect(headers['cross-origin-opener-policy']).toBe('same-origin');
  expect(headers['cross-origin-embedder-policy']).toBe('require-corp');
  const policy = (headers['content-security-policy'] ?? '').split('; ');
  expect(policy).toContain("default-src 'self'");
  // Only models may come from other origins, which src/net/addresses.ts lists.
  const others = policy.filter((rule) => !rule.startsWith('connect-src '));
  expect(others.join()).not.toMatch(/https?:|\*/);
});

test('the library survives a reload, and nothing is indexed again', async ({ app, page }) => {
  await app.openWithSamples();
  const before = await app.stored();
  // Records every state of the indexing, from the start of the next page.
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(globalThis, { seen });
    new MutationObserver(() => {
      const state = document.querySelector<HTMLElement>('[data-testid=indexing]')?.dataset.state;
      if (state && state !== seen.at(-1)) seen.push(state);
    }).observe(document, { subtree: true, childList: true, attributeFilter: ['data-state'] });
  });
  await page.reload();
  await app.settled(42);
  await expect(app.photos.first()).toBeVisible();
  await app.find('goldfish');
  expect(await app.stored()).toEqual(before);
  expect(await page.evaluate(() => Reflect.get(globalThis, 'seen'))).toEqual(['idle']);
});

test('the app opens, shows the library and searches without a network', async ({ app, page, context }) => {
  await app.openWithSamples();
  await app.readyOffline();
  await context.setOffline(true);
  await page.reload();
  await app.settled(42);
  await app.find('windmill');
  expect((await app.names()).slice(0, 2).sort()).toEqual(['windmill-1.jpg', 'windmill-2.jpg']);
  expect(await app.colorAt('windmill-1.jpg', 0.5, 0.5)).toHaveLength(3);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
});

test('the very first search works without a network', async ({ app, page, context }) => {
  await app.open();
  await app.readyOffline();
  await expect(app.indexing).toHaveText('');
  await context.setOffline(true);
  await page.reload();
  await app.fileInput.setInputFiles(['public/album/panda.jpg', 'public/album/wrench.jpg']);
  await app.settled(2);
  await app.find('a panda');
  expect((await app.names())[0]).toBe('panda.jpg');
});
