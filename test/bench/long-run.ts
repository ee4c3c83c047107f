/**
 * What a long run of the app takes: memory after a tenth of the photos and after all, then with a huge picture and a
 * huge video, and how long the page's thread is busy at once meanwhile.
 */

import { mkdtempSync, openSync, rmSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, expect, type LaunchOptions, type Page } from '@playwright/test';
import { memoryNow, pageProcesses, peakMemory } from '../../tools/peak-memory';
import { record } from '../e2e/recording';
import { jpeg } from '../fixtures/jpeg';
import { APP } from './playwright.config';
import type { Table } from './report';

/** `BENCH_PHOTOS` makes it shorter. */
const MANY = Number(process.env.BENCH_PHOTOS ?? 5000);
const FEW = MANY / 10;
/** Bytes of the sparse video. */
const HUGE = 4 * 2 ** 30;
/** Longer tasks are named, in milliseconds. */
const SLOW = 100;

/** A long task of the page's thread, or the frame around it, which tells what ran in it. */
interface Busy {
  kind: string;
  ms: number;
  scripts: string[];
}

export async function longRun(options: LaunchOptions): Promise<Table[]> {
  const folder = mkdtempSync(join(tmpdir(), 'long-run-'));
  const browser = await chromium.launch(options);
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.addInitScript(watchThread);
    await page.goto(APP);
    await expect(page.getByTestId('indexing')).toBeAttached();
    const figures: Record<string, number> = {};
    const tasks: Record<string, number> = {};
    const step = async (name: string, files: string[], done: number) => {
      await forgetPeaks(browser);
      await page.getByTestId('file-input').setInputFiles(files);
      await expect(page.getByTestId('indexing')).toHaveAttribute('data-done', String(done), {
        timeout: 3_000_000,
      });
      await expect(page.getByTestId('indexing')).toHaveAttribute('data-state', 'idle');
      const counted = await countedMemory(page);
      const [now, peak] = await memoryOf(browser);
      Object.assign(figures, {
        [`${name}: the process holds`]: now,
        [`${name}: of it counted by the browser`]: counted,
        [`${name}: the process at its peak`]: peak,
      });
      const busy = await longTasks(page);
      const long = busy.filter(({ kind }) => kind === 'longtask').map(({ ms }) => ms);
      tasks[name] = Math.max(0, ...long);
      const slow = busy.filter(({ ms, scripts }) => ms > SLOW && scripts.length > 0);
      console.log(
        name,
        { now, counted, peak },
        `long tasks: ${long.length}, over ${SLOW} ms:`,
        slow.slice(0, 10),
      );
    };
    const photos = writePhotos(folder);
    await step(`${FEW} photos`, photos.slice(0, FEW), FEW);
    await step(`${MANY} photos`, photos.slice(FEW), MANY);
    await step('and a picture of 100 megapixels', [writeHugePicture(folder)], MANY + 1);
    await step('and a video of 4 GB', [await writeHugeVideo(page, folder)], MANY + 2);
    return [
      {
        title: `Indexing ${MANY} photos in one run: memory of the page with its workers`,
        unit: 'MB',
        figures,
      },
      {
        title: `Indexing ${MANY} photos in one run: the longest task of the page’s thread`,
        unit: 'ms',
        figures: tasks,
      },
    ];
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}

/** Small photos, each of its own colours. */
function writePhotos(folder: string): string[] {
  return Array.from({ length: MANY }, (_, i) => {
    const path = join(folder, `photo-${i}.jpg`);
    const at = (x: number, y: number) => [(x + i * 7) & 255, (y + i * 13) & 255, (i * 29) & 255];
    const exif = { make: 'Number', model: String(i) };
    writeFileSync(path, jpeg({ width: 640, height: 480, color: 'rgb', at, exif }));
    return path;
  });
}

function writeHugePicture(folder: string): string {
  const path = join(folder, 'huge.jpg');
  const at = (x: number, y: number) => [x & 255, y & 255, (x + y) & 255];
  writeFileSync(path, jpeg({ width: 12_000, height: 8_400, color: 'rgb', at }));
  return path;
}

/** A short video with a box of free space behind it: a sparse file, which takes no room on the disk. */
async function writeHugeVideo(page: Page, folder: string): Promise<string> {
  const path = join(folder, 'huge.mp4');
  const video = await record(page, { container: 'mp4', codec: 'vp9', scenes: ['red', 'blue'], seconds: 3 });
  // A length of 1 says that the true one follows, in 64 bits.
  const free = Buffer.alloc(16);
  free.writeUInt32BE(1, 0);
  free.write('free', 4, 'latin1');
  free.writeBigUInt64BE(BigInt(HUGE - video.length), 8);
  const file = openSync(path, 'w');
  writeSync(file, Buffer.concat([video, free]));
  truncateSync(path, HUGE);
  return path;
}

/** Collects long frames of the page, in the page. */
function watchThread(): void {
  const busy: Busy[] = [];
  Object.assign(globalThis, { busy });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { scripts = [] } = entry as PerformanceEntry & {
        scripts?: { invoker: string; sourceURL: string; duration: number }[];
      };
      const ran = scripts.map(
        ({ invoker, sourceURL, duration }) =>
          `${invoker} ${sourceURL.split('/').at(-1)} ${Math.round(duration)}`,
      );
      busy.push({ kind: entry.entryType, ms: entry.duration, scripts: ran });
    }
  }).observe({ entryTypes: ['longtask', 'long-animation-frame'] });
}

/** Returns what was noted since the last call. */
async function longTasks(page: Page): Promise<Busy[]> {
  return page.evaluate(() => (globalThis as unknown as { busy: Busy[] }).busy.splice(0));
}

/** Collects garbage. @returns megabytes that the page and its workers use, as the browser counts them */
function countedMemory(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const all = performance as Performance & {
      measureUserAgentSpecificMemory(): Promise<{ bytes: number }>;
    };
    return (await all.measureUserAgentSpecificMemory()).bytes / 1e6;
  });
}

/** @returns megabytes now, and at the peak since `forgetPeaks`, of the largest page */
async function memoryOf(browser: Browser): Promise<[now: number, peak: number]> {
  const processes = await pageProcesses(browser);
  const most = (of: (pid: number) => number) => Math.max(...processes.map(of)) / 1e6;
  return [most(memoryNow), most(peakMemory)];
}

/** Lets the system begin a new peak (Linux, proc(5): clear_refs). */
async function forgetPeaks(browser: Browser): Promise<void> {
  for (const pid of await pageProcesses(browser)) {
    try {
      writeFileSync(`/proc/${pid}/clear_refs`, '5');
    } catch {
      // Elsewhere the peak is that of the whole run.
    }
  }
}
