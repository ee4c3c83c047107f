/**
 * `npm run bench`: measures the app and its peers in one browser run, and writes BENCHMARKS.md. What is tagged `@quick`
 * gives most of the headlines, in five minutes.
 */

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { expect, type Request, test } from '@playwright/test';
import { HAS_REAL_VECTORS } from '../fixtures/real-vectors/vectors';
import { seedLibrary } from '../fixtures/seed-library';
import { backingUp } from './backing-up';
import { bridge } from './bridge';
import { firstPhoto } from './first-photo';
import { formats } from './formats';
import { judgements } from './judgements';
import { lighthouse } from './lighthouse';
import { longRun } from './long-run';
import { measure } from './measure';
import { opening, SETTLING } from './opening';
import { median } from './page/timing';
import { paintedAfter } from './painted-after';
import { phoneMemory } from './phone-memory';
import { APP } from './playwright.config';
import { type Table, type WideTable, writeReport } from './report';
import { headlinesOf, keepRun, type Run } from './runs';
import { bandwidth, loading, loadingMany, scan } from './scan';
import { scrollingWhileIndexing } from './scrolling';
import { smallThings } from './small-things';
import { throughBox } from './through-box';
import { making, memory, photos, starting, steady, textMemory, texts, threadsOrWorkers } from './vit-b32';

const tables: (Table | WideTable)[] = [];

const QUICK = { tag: '@quick' };
/** Every run is kept here, for comparison with the next. */
const RUNS = '.cache/bench-runs';
let loadBefore = Number.NaN;

test.beforeAll(() => {
  [loadBefore = Number.NaN] = loadavg();
});

test('encoding', QUICK, async ({ browser }) => {
  for (const threads of [1, 2]) {
    const figures = await measure(browser, 'measureEncode', threads);
    tables.push({
      title: `Image encoder alone, starter model, WASM, ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
      unit: 'ms an image',
      perSecond: 'images/s',
      figures,
    });
  }
});

test('decoding', async ({ browser }) => {
  tables.push({
    title: '12-megapixel JPEG to 224 x 224 pixels with thumbnail and preview, one worker',
    unit: 'ms a photo',
    figures: await measure(browser, 'measureDecode'),
  });
  for (const [divisor, size] of [
    [8, '500 x 375'],
    [4, '1000 x 750'],
  ] as const) {
    tables.push({
      title: `12-megapixel JPEG to ${size} pixels, nothing else`,
      unit: 'ms a photo',
      figures: await measure(browser, 'measureFraction', divisor),
    });
  }
});

test('formats', async ({ launchOptions }) => {
  test.setTimeout(1_800_000);
  tables.push(await formats(launchOptions));
});

test('whole photos', QUICK, async ({ browser }) => {
  tables.push({
    title: '12-megapixel JPEG to embedding, one at a time, 2 threads',
    unit: 'ms a photo',
    perSecond: 'photos/s',
    figures: await measure(browser, 'measurePhotos', 2),
  });
});

test('first photo', QUICK, async ({ browser }) => {
  tables.push(await firstPhoto(browser));
});

test('words', async ({ browser }) => {
  for (const threads of [1, 2]) {
    tables.push({
      title: `Words in a photo, WASM, ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
      unit: 'ms a photo',
      figures: await measure(browser, 'measureWords', threads),
    });
  }
});

test('faces', async ({ browser }) => {
  for (const threads of [1, 2]) {
    tables.push({
      title: `Faces in a photo, WASM, ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
      unit: 'ms a photo',
      figures: await measure(browser, 'measureFaces', threads),
    });
  }
});

for (const part of [3, 5, 8]) {
  test(`small things, 1/${part}`, async ({ browser }) => {
    test.setTimeout(1_800_000);
    tables.push(...(await smallThings(browser, part)));
  });
}

test('Lighthouse', async () => {
  test.setTimeout(1_800_000);
  tables.push(await lighthouse(APP));
});

test('ViT-B/32: steady', async ({ browser }) => {
  tables.push(...(await steady(browser)));
});

test('ViT-B/32: our runtime of towers', QUICK, async ({ browser }) => {
  for (const threads of [1, 2]) {
    const { opening = {}, times = {}, distances = {} } = await measure(browser, 'measureTower', threads);
    const title = `ViT-B/32 q8, the same graph, ${threads} ${threads === 1 ? 'thread' : 'threads'}`;
    tables.push(
      { title, unit: 'ms an image', perSecond: 'images/s', figures: times },
      { title: `${title}: opening, with its worker`, unit: 'ms', figures: opening },
      { title: `${title}: mean cosine distance to the floats`, unit: 'millionths', figures: distances },
    );
  }
});

test('ViT-B/32: starting', async ({ launchOptions }) => {
  tables.push(...(await starting(launchOptions)));
});

test('ViT-B/32: memory', async ({ launchOptions }) => {
  tables.push(...(await memory(launchOptions)));
});

test('ViT-B/32: making a build', async ({ launchOptions }) => {
  tables.push(...(await making(launchOptions)));
});

test('ViT-B/32: whole photos', QUICK, async ({ browser }) => {
  tables.push(await photos(browser));
});

test('ViT-B/32: threads or workers', async ({ browser }) => {
  tables.push(await threadsOrWorkers(browser));
});

test('ViT-B/32: texts', QUICK, async ({ browser, launchOptions }) => {
  tables.push(...(await texts(browser)), await textMemory(launchOptions));
});

for (const rows of [1_000, 10_000, 100_000]) {
  test(`scan: ${rows} rows`, rows === 100_000 ? QUICK : {}, async ({ browser }) => {
    tables.push(await scan(browser, rows));
  });
}

test('scan: a million rows, and reading alone', async ({ browser }) => {
  const million = await scan(browser, 1_000_000);
  tables.push(million, await bandwidth(browser, million));
});

test('scan: loading', async ({ browser }) => {
  tables.push(await loading(browser));
});

test('scan: opening a million rows', async ({ launchOptions }) => {
  tables.push(await loadingMany(launchOptions, 1_000_000));
});

test('words in photos', () => {
  const figures = execFileSync(process.execPath, ['test/bench/words/measure.mjs']);
  // JSON has no NaN.
  tables.push(JSON.parse(figures.toString(), (_, value) => value ?? Number.NaN) as WideTable);
});

test('bridge: prepared pixels', async ({ browser }) => {
  tables.push(await bridge(browser));
});

test('bridge: whole photos', async ({ browser }) => {
  tables.push(await throughBox(browser));
});

test('indexing: memory and the page’s thread', async ({ launchOptions }) => {
  test.setTimeout(7_200_000);
  tables.push(...(await longRun(launchOptions)));
});

test('indexing as on a phone: memory', async ({ launchOptions }) => {
  test.setTimeout(3_600_000);
  tables.push(await phoneMemory(launchOptions));
});

test('scrolling while photos are indexed', async ({ browser }) => {
  tables.push(await scrollingWhileIndexing(browser));
});

test('backup of a large library', async ({ launchOptions }) => {
  test.setTimeout(3_600_000);
  tables.push(await backingUp(launchOptions));
});

test('opening: 100,000 photos', async ({ launchOptions }) => {
  tables.push(await opening(launchOptions, 100_000));
});

for (const photos of [10_000, 100_000]) {
  const size = photos.toLocaleString('en');
  test(`warm query to painted results, ${size} photos`, async ({ browser }) => {
    // Without the service worker, which would fetch all of the app meanwhile: this is no first visit.
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, serviceWorkers: 'block' });
    await page.goto(APP);
    await expect(page.getByTestId('indexing')).toBeAttached();
    await seedLibrary(page, photos);
    await page.reload();
    await expect(page.getByTestId('indexing')).toHaveAttribute('data-done', String(photos));
    const words =
      'dog cat tree house river mountain flower car bird bridge snow table boat cup lamp fish ring sun moon star hill lake';
    const times: number[] = [];
    for (const [i, word] of words.split(' ').entries()) {
      const ms = await page.evaluate(paintedAfter, word);
      // The first queries open the text encoder and draw the first thumbnails; after them the library reads where photos
      // were taken, and an idle page tries once which backend is the fastest for texts.
      if (i === 0) await page.waitForTimeout(SETTLING);
      if (i >= 10) times.push(ms);
    }
    await page.close();
    tables.push({
      title: `Warm query to painted results, ${size} photos, starter model`,
      unit: 'ms, median of twelve words',
      figures: { Mitsuke: median(times), 'Mitsuke, slowest of the twelve': Math.max(...times) },
    });
  });
}

test('map of 20,000 photos', async ({ browser }) => {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(APP);
  await expect(page.getByTestId('indexing')).toBeAttached();
  await seedLibrary(page, 20_000);
  await page.reload();
  await expect(page.getByTestId('indexing')).toHaveAttribute('data-done', '20000');
  await page.getByRole('navigation').getByRole('button', { name: 'Tidy' }).click();
  await page.getByTestId('tidy-map').check();
  const map = page.getByTestId('map');
  await expect(map).toHaveAttribute('data-points', '20000', { timeout: 120_000 });
  const times = await map.evaluate(framesWhileZooming);
  await page.close();
  tables.push({
    title: 'Map of 20,000 photos, zoomed by the wheel',
    unit: 'ms a frame, of sixty',
    figures: { 'Mitsuke, median': median(times), 'Mitsuke, nine of ten within': times[54] ?? 0 },
  });
});

/**
 * Runs in the page. Zooms in and out with one wheel event a frame.
 * @returns milliseconds a frame, ascending
 */
async function framesWhileZooming(canvas: Element): Promise<number[]> {
  const { left, top, width, height } = canvas.getBoundingClientRect();
  const times: number[] = [];
  for (let i = 0; i < 60; i++) {
    const start = performance.now();
    const at = { clientX: left + width / 2, clientY: top + height / 2, bubbles: true, cancelable: true };
    canvas.dispatchEvent(new WheelEvent('wheel', { ...at, deltaY: i < 40 ? -40 : 40 }));
    await new Promise(requestAnimationFrame);
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b);
}

test('judgements on real vectors', () => {
  test.skip(!HAS_REAL_VECTORS, 'needs TEST_DATA/vectors');
  tables.push(...judgements());
});

test('first load', async ({ browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  // Requests of workers too, each file at the size in which the server sends it.
  const files = new Map<string, Request>();
  context.on('request', (request) => files.set(new URL(request.url()).pathname, request));
  await page.goto(APP);
  await expect(page.getByTestId('search')).toBeVisible();
  const painted = await page.evaluate(() => {
    const [first] = performance.getEntriesByName('first-contentful-paint');
    return performance.timeOrigin + (first?.startTime ?? Number.NaN);
  });
  // What follows the paint is no part of it, however quick the machine is.
  const shell = [...files].filter(([, request]) => request.timing().startTime < painted);
  await page.getByTestId('sample-album').click();
  await expect(page.getByTestId('indexing')).toHaveAttribute('data-done', '42');
  await page.getByTestId('search').fill('windmill');
  await expect(page.getByTestId('results')).toHaveAttribute('data-query', 'windmill');
  const all = [...files.keys()].filter((path) => !path.startsWith('/album/'));
  await context.close();
  tables.push({
    title: 'Bytes transferred (brotli)',
    unit: 'kB',
    figures: {
      'until the first paint': served(shell.map(([path]) => path)) / 1000,
      'until the first search, model and runtime included, without the album': served(all) / 1000,
    },
  });
});

/** Returns the bytes of files as the server sends them: the compressed copy, if there is one. */
function served(paths: readonly string[]): number {
  let sum = 0;
  for (const path of paths) {
    const file = `dist${path === '/' ? '/index.html' : path}`;
    for (const candidate of [`${file}.br`, file]) {
      try {
        sum += readFileSync(candidate).length;
        break;
      } catch {
        // This file has no compressed copy, or the address is not a file's (blob:).
      }
    }
  }
  return sum;
}

test.afterAll(async ({ browser }) => {
  for (const { title, ...table } of tables) console.log(title, 'rows' in table ? table.rows : table.figures);
  const [cpu] = cpus();
  const [load = Number.NaN] = loadavg();
  const versions = JSON.parse(readFileSync('package.json', 'utf8')).dependencies;
  const facts = {
    machine: `${cpus().length} cores of ${cpu?.model ?? 'an unknown processor'}, ${process.platform} ${process.arch}, no GPU`,
    browser: `Chromium ${browser.version()}`,
    runtime: `onnxruntime-web ${versions['onnxruntime-web']}, transformers.js ${versions['@xenova/transformers'].split('@').at(-1)}`,
  };
  const at = new Date().toISOString();
  const run: Run = { at, ...facts, load: [loadBefore, load], tables };
  const changed = keepRun(run, RUNS);
  for (const { what, times, means } of headlinesOf(run)) {
    console.log(`${times.toPrecision(3)} times: ${what} (${means})`);
  }
  console.log(`Load average: ${loadBefore.toFixed(1)} before, ${load.toFixed(1)} after.`);
  console.log(
    changed.length > 0 ? `Changed:\n${changed.join('\n')}` : 'No headline has changed beyond noise.',
  );
  if (process.env.BENCH_QUICK) return;
  const page = readFileSync('BENCHMARKS.md', 'utf8');
  writeFileSync('BENCHMARKS.md', writeReport(page, tables, { date: at.slice(0, 10), ...facts }));
});
