/** Interleaves ViT-B/32 at its true size in Mitsuke's worker, transformers.js and native onnxruntime. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, chromium, type LaunchOptions, type Page } from '@playwright/test';
import { pageProcesses, peakMemory } from '../../tools/peak-memory';
import { loadRuntime } from '../fixtures/standins/reference';
import { measure } from './measure';
import type { VitB32 } from './page/main';
import { TEXT_BACKENDS } from './page/text-backends';
import { median } from './page/timing';
import type { B32Precision, Who } from './page/vit-b32';
import { BENCH } from './playwright.config';
import type { Table } from './report';

const MODEL = '.cache/standins/full/clip-b32';
const GRAPHS = { fp32: 'onnx/vision_model.onnx', q8: 'onnx/vision_model_quantized.onnx' };
const WARM_UP = 10;

const precisions: readonly B32Precision[] = ['q8', 'fp32'];
const both: readonly Who[] = ['ours', 'theirs'];
const everybody: readonly Who[] = ['ours', 'theirs', 'published'];
const NAMES: Record<Who, string> = {
  ours: 'Mitsuke',
  theirs: 'transformers.js, on the same runtime build',
  published: 'transformers.js, as it is published',
};

const TEXTS = 'Text encoder of ViT-B/32 q8, the same graph, 1 thread';

async function open(browser: Browser): Promise<Page> {
  return opened(await browser.newPage());
}

async function opened(page: Page): Promise<Page> {
  await page.goto(BENCH);
  await page.waitForFunction(() => 'vitB32' in globalThis);
  return page;
}

/** Calls a function of `page/vit-b32.ts`. */
function call<Name extends keyof VitB32>(
  page: Page,
  name: Name,
  ...args: Parameters<VitB32[Name]>
): Promise<Awaited<ReturnType<VitB32[Name]>>> {
  return page.evaluate(
    ([name, args]) => {
      const { vitB32 } = globalThis as unknown as { vitB32: Record<string, (...args: unknown[]) => unknown> };
      return vitB32[name as string]?.(...(args as unknown[]));
    },
    [name, args] as const,
  ) as Promise<Awaited<ReturnType<VitB32[Name]>>>;
}

type Contender = [name: string, ms: () => Promise<number>];

/** Interleaves the contenders. @returns the median of each, in milliseconds */
async function race(contenders: readonly Contender[], rounds: number): Promise<Record<string, number>> {
  const times = contenders.map((): number[] => []);
  for (let round = -WARM_UP; round < rounds; round++) {
    for (const [i, [, ms]] of contenders.entries()) {
      const took = await ms();
      if (round >= 0) times[i]?.push(took);
    }
  }
  return Object.fromEntries(contenders.map(([name], i) => [name, median(times[i] ?? [])]));
}

/** Measures the steady throughput. */
export async function steady(browser: Browser): Promise<Table[]> {
  const tables: Table[] = [];
  for (const precision of precisions) {
    for (const threads of [1, 2]) {
      const page = await open(browser);
      await call(page, 'keepImage', precision);
      for (const who of both) await call(page, 'open', who, precision, threads);
      const native = await openNative(precision, threads);
      const contenders = [4, 1].flatMap((batch) =>
        both.map((who): Contender => {
          const each = async () => (await call(page, 'run', who, batch)) / batch;
          return [`${NAMES[who]}, batch ${batch}`, each];
        }),
      );
      contenders.push(['onnxruntime-node, batch 1', native.run]);
      const title = `ViT-B/32 ${precision}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`;
      const figures = await race(contenders, 12);
      tables.push({ title, unit: 'ms an image', perSecond: 'images/s', figures });
      await native.close();
      await page.close();
    }
  }
  return tables;
}

async function openNative(precision: B32Precision, threads: number) {
  const { InferenceSession, Tensor } = loadRuntime(resolve('test/fixtures/standins/runtime'));
  const session = await InferenceSession.create(readFileSync(`${MODEL}/${GRAPHS[precision]}`), {
    intraOpNumThreads: threads,
  });
  const pixels = new Tensor('float32', new Float32Array(3 * 224 * 224).fill(0.1), [1, 3, 224, 224]);
  return {
    async run(): Promise<number> {
      const start = performance.now();
      await session.run({ pixel_values: pixels });
      return performance.now() - start;
    },
    close: () => session.release(),
  };
}

/**
 * Measures from the start of a worker to its first embedding, with the files on the device: in a browser that
 * has just started, and again in the same page.
 */
export async function starting(options: LaunchOptions): Promise<Table[]> {
  const tables: Table[] = [];
  for (const precision of precisions) {
    const fresh = new Map(everybody.map((who): [Who, number[]] => [who, []]));
    const again = new Map(everybody.map((who): [Who, number[]] => [who, []]));
    const profiles = new Map(everybody.map((who) => [who, mkdtempSync(join(tmpdir(), 'mitsuke-bench-'))]));
    // The first round fills the browser's caches.
    for (let round = -1; round < 5; round++) {
      for (const who of everybody) {
        const context = await chromium.launchPersistentContext(profiles.get(who) as string, options);
        const page = await context.newPage();
        await opened(page);
        if (round < 0 && who === 'ours') await call(page, 'keepImage', precision);
        const first = await call(page, 'first', who, precision, 2);
        const second = await call(page, 'first', who, precision, 2);
        if (round >= 0) fresh.get(who)?.push(first);
        if (round >= 0) again.get(who)?.push(second);
        await context.close();
      }
    }
    for (const profile of profiles.values()) rmSync(profile, { recursive: true, force: true });
    const medians = (times: Map<Who, number[]>) =>
      Object.fromEntries(everybody.map((who) => [NAMES[who], median(times.get(who) ?? [])]));
    const title = `ViT-B/32 ${precision}: from worker start to the first embedding, 2 threads`;
    tables.push({ title: `${title}, browser just started`, unit: 'ms', figures: medians(fresh) });
    tables.push({ title: `${title}, again in the same page`, unit: 'ms', figures: medians(again) });
  }
  return tables;
}

/** Measures the peak memory of the page's process (Linux: VmHWM), with a new browser for each contender. */
export async function memory(options: LaunchOptions): Promise<Table[]> {
  const tables: Table[] = [];
  for (const precision of precisions) {
    const figures: Record<string, number> = {};
    for (const who of everybody) {
      figures[NAMES[who]] = await peakOf(
        options,
        (page) =>
          who === 'ours' ? call(page, 'keepImage', precision) : call(page, 'first', who, precision, 2),
        async (page) => {
          await call(page, 'open', who, precision, 2);
          for (let i = 0; i < 5; i++) await call(page, 'run', who, 4);
        },
      );
    }
    tables.push({ title: `ViT-B/32 ${precision}: peak memory of the page's process`, unit: 'MB', figures });
  }
  return tables;
}

/** The same with the text encoder, in 8 bits, on both backends. */
export async function textMemory(options: LaunchOptions): Promise<Table> {
  const figures: Record<string, number> = {};
  for (const [name, backend] of Object.entries(TEXT_BACKENDS)) {
    figures[name] = await peakOf(
      options,
      (page) => call(page, 'keepText'),
      (page) => call(page, 'readTexts', backend),
    );
  }
  return { title: `${TEXTS}: peak memory of the page's process`, unit: 'MB', figures };
}

/** @param keep fills the store, in another process, because that takes memory too */
async function peakOf(
  options: LaunchOptions,
  keep: (page: Page) => Promise<unknown>,
  use: (page: Page) => Promise<unknown>,
): Promise<number> {
  const browser = await chromium.launch(options);
  const context = await browser.newContext();
  const first = await opened(await context.newPage());
  await keep(first);
  const before = new Set(await pageProcesses(browser));
  const page = await opened(await context.newPage());
  const [pid = Number.NaN] = (await pageProcesses(browser)).filter((each) => !before.has(each));
  await first.close();
  await use(page);
  const peak = peakMemory(pid) / 1e6;
  await browser.close();
  return peak;
}

/** @returns tables of the text encoder in 8 bits, on one thread, in our runtime of towers and in onnxruntime-web */
export async function texts(browser: Browser): Promise<Table[]> {
  const { opening = {}, distance = {}, ...times } = await measure(browser, 'measureTexts');
  return [
    ...Object.entries(times).map(([what, figures]) => ({ title: `${TEXTS}: ${what}`, unit: 'ms', figures })),
    { title: `${TEXTS}: from worker start to the first vector`, unit: 'ms', figures: opening },
    { title: `${TEXTS}: largest cosine distance between them`, unit: 'millionths', figures: distance },
  ];
}

/** Makes an 8-bit build of the full graph as the app does, in a browser of its own: time, and memory as above. */
export async function making(options: LaunchOptions): Promise<Table[]> {
  const browser = await chromium.launch(options);
  const context = await browser.newContext();
  const first = await opened(await context.newPage());
  await call(first, 'keepImage', 'fp32');
  const page = await opened(await context.newPage());
  await first.close();
  const { source, writing, build, bytes, agreement } = await call(page, 'make');
  // The page's process is the largest by far: a process that is new need not be the page's, but a spare one.
  const peak = Math.max(...(await pageProcesses(browser)).map(peakMemory)) / 1e6;
  await browser.close();
  const title = 'ViT-B/32: an 8-bit build made on the device of the fp32 file (352 MB)';
  return [
    {
      title: `${title}, tested on the golden pictures`,
      unit: 's',
      figures: {
        'the source opens and sees the pictures': source,
        'the build is written': writing,
        'the build opens, sees them, and is stored': build,
        'in all': source + writing + build,
      },
    },
    {
      title: `${title}: what it takes and gives`,
      unit: 'MB',
      figures: {
        "peak memory of the page's process": peak,
        'the build': bytes / 1e6,
        'median cosine distance to its source, thousandths': (1 - agreement) * 1000,
      },
    },
  ];
}

export async function photos(browser: Browser): Promise<Table> {
  const page = await open(browser);
  await call(page, 'keepImage', 'q8');
  for (const who of both) await call(page, 'open', who, 'q8', 2);
  await call(page, 'preparePhoto');
  const figures = await race(
    both.map((who): Contender => [NAMES[who], () => call(page, 'photo', who)]),
    15,
  );
  await page.close();
  return {
    title: '12-megapixel JPEG to embedding, ViT-B/32 q8, one at a time, 2 threads',
    unit: 'ms a photo',
    perSecond: 'photos/s',
    figures,
  };
}

/** Compares one worker with two threads to two workers with one thread each. */
export async function threadsOrWorkers(browser: Browser): Promise<Table> {
  const figures: Record<string, number> = {};
  for (const precision of precisions) {
    const page = await open(browser);
    await call(page, 'keepImage', precision);
    await call(page, 'open', 'ours', precision, 2);
    const { threads } = await race([['threads', () => call(page, 'run', 'ours', 4)]], 10);
    figures[`${precision}, one worker with two threads`] = (threads ?? Number.NaN) / 4;
    await page.close();
    const other = await open(browser);
    await call(other, 'keepImage', precision);
    figures[`${precision}, two workers with one thread`] = await call(other, 'severalWorkers', precision, 2);
    await other.close();
  }
  return {
    title: 'ViT-B/32, batch 4: threads or workers',
    unit: 'ms an image',
    perSecond: 'images/s',
    figures,
  };
}
