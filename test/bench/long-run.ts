/**
 * What a long run of the app takes: memory after a tenth of the photos and after all, then with a huge picture and a
 * huge video, and how long the page's thread is busy at once meanwhile.
 */

import { mkdtempSync, openSync, rmSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, expect, type LaunchOptions, type Page } from '@playwright/test';
import { memoryNow, pageProcesses, peakMemory, sharedNow } from '../../tools/peak-memory';
import { record } from '../e2e/recording';
import { jpeg } from '../fixtures/jpeg';
import { longestTask, longTasks, watchThread } from './page-thread';
import { APP } from './playwright.config';
import type { Table } from './report';

/** `BENCH_PHOTOS` makes it shorter. */
const MANY = Number(process.env.BENCH_PHOTOS ?? 5000);
const FEW = MANY / 10;
/** Photos of the traced run after the others. */
const TRACED = 100;
/**
 * Files handed over at a time. The browser makes the files of one pick in one task, which has no script and waits for
 * another process file by file: 1,900 took 110 ms of processor time and 1.2 s by the clock in an empty page.
 */
const AT_ONCE = 100;
/** Bytes of the sparse video. */
const HUGE = 4 * 2 ** 30;
/** Longer tasks are named, in milliseconds. */
const SLOW = 100;

export async function longRun(options: LaunchOptions): Promise<Table[]> {
  const folder = mkdtempSync(join(tmpdir(), 'long-run-'));
  const browser = await chromium.launch(options);
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await stopRecording(page);
    await page.addInitScript(watchThread);
    await page.goto(APP);
    await expect(page.getByTestId('indexing')).toBeAttached();
    const figures: Record<string, number> = {};
    const tasks: Record<string, number> = {};
    const add = async (files: string[], done: number) => {
      for (let first = 0; first < files.length; first += AT_ONCE) {
        await page.getByTestId('file-input').setInputFiles(files.slice(first, first + AT_ONCE));
      }
      await expect(page.getByTestId('indexing')).toHaveAttribute('data-done', String(done), {
        timeout: 3_000_000,
      });
      await expect(page.getByTestId('indexing')).toHaveAttribute('data-state', 'idle');
    };
    const step = async (name: string, files: string[], done: number) => {
      await forgetPeaks(browser);
      await add(files, done);
      const counted = await countedMemory(page);
      const [holds, peak] = await memoryOf(browser, memoryNow, peakMemory);
      await runShort(browser, page);
      const [kept, shared] = await memoryOf(browser, memoryNow, sharedNow);
      Object.assign(figures, {
        [`${name}: the process holds`]: holds,
        [`${name}: of it counted by the browser`]: counted,
        [`${name}: kept when memory is short`]: kept,
        [`${name}: the process at its peak`]: peak,
      });
      const busy = await longTasks(page);
      const long = busy.filter(({ kind }) => kind === 'longtask').map(({ ms }) => ms);
      tasks[name] = Math.max(0, ...long);
      const slow = busy.filter(({ ms, scripts }) => ms > SLOW && scripts.length > 0);
      console.log(
        name,
        { holds, counted, kept, shared, peak },
        `long tasks: ${long.length}, over ${SLOW} ms: ${long.filter((ms) => ms > SLOW).length}`,
        slow.slice(0, 10),
      );
    };
    const photos = writePhotos(folder);
    await step(`${FEW} photos`, photos.slice(0, FEW), FEW);
    await step(`${MANY} photos`, photos.slice(FEW, MANY), MANY);
    await step('and a picture of 100 megapixels', [writeHugePicture(folder)], MANY + 1);
    await step('and a video of 4 GB', [await writeHugeVideo(page, folder)], MANY + 2);
    const last = await longestTask(browser, () => add(photos.slice(MANY), MANY + 2 + TRACED));
    tasks[`and ${TRACED} photos, traced`] = last.wall;
    tasks[`and ${TRACED} photos, traced: processor time`] = last.processor;
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
  return Array.from({ length: MANY + TRACED }, (_, i) => {
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

/** Collects garbage. @returns megabytes that the page and its workers use, as the browser counts them */
function countedMemory(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const all = performance as Performance & {
      measureUserAgentSpecificMemory(): Promise<{ bytes: number }>;
    };
    return (await all.measureUserAgentSpecificMemory()).bytes / 1e6;
  });
}

/** @returns what each function says of the largest page, in megabytes */
async function memoryOf(browser: Browser, ...of: ((pid: number) => number)[]): Promise<number[]> {
  const processes = await pageProcesses(browser);
  const pid = processes.reduce((most, pid) => (memoryNow(pid) > memoryNow(most) ? pid : most));
  return of.map((bytes) => bytes(pid) / 1e6);
}

/**
 * Tells the browser that memory is short. It collects all garbage then, also that of workers, and drops the pictures
 * that it has decoded: without a graphics processor it keeps the last thousand, whatever became of their elements.
 */
async function runShort(browser: Browser, page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Memory.simulatePressureNotification', { level: 'critical' });
  await session.detach();
  let before = Number.POSITIVE_INFINITY;
  await expect
    .poll(
      async () => {
        const [now = 0] = await memoryOf(browser, memoryNow);
        const fell = before - now;
        before = now;
        return fell;
      },
      { intervals: [2000] },
    )
    .toBeLessThan(1);
}

/**
 * Lets Playwright no longer observe the network of a page. It keeps up to 100 MB of answers in the page's process, and
 * each thumbnail that the grid shows counts as one.
 */
async function stopRecording(page: Page): Promise<void> {
  const inner = page as unknown as {
    _connection: {
      toImpl(page: Page): {
        delegate: { _mainFrameSession: { _client: { send(method: string): Promise<void> } } };
      };
    };
  };
  await inner._connection.toImpl(page).delegate._mainFrameSession._client.send('Network.disable');
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
