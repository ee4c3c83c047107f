/**
 * What a long run of the app takes: memory around photo 500 and around the last, then with a huge picture and a
 * huge video, and how long the page's thread is busy at once meanwhile.
 */

import { mkdtempSync, openSync, rmSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, expect, type LaunchOptions, type Page } from '@playwright/test';
import { memoryNow, ownNow, pageProcesses, peakMemory, sharedNow } from '../../tools/peak-memory';
import { record } from '../e2e/recording';
import { jpeg } from '../fixtures/jpeg';
import { median } from './page/timing';
import { longestTask, longTasks, watchThread } from './page-thread';
import type { WideTable } from './report';
import { VERSIONS, type Version } from './versions';

/** `BENCH_PHOTOS` makes it shorter. */
const MANY = Number(process.env.BENCH_PHOTOS ?? 5000);
const FEW = Math.min(500, MANY / 2);
/** Photos of the traced run after the others. */
const TRACED = 100;
/**
 * Files handed over at a time. The browser makes the files of one pick in one task, which has no script and waits for
 * another process file by file: 1,900 took 110 ms of processor time and 1.2 s by the clock in an empty page, a hundred
 * up to 132 ms beside indexing.
 */
const AT_ONCE = 25;
/** Bytes of the sparse video. */
const HUGE = 4 * 2 ** 30;
/** Between two looks at the memory, in milliseconds. */
const LOOK_EVERY = 250;
/** Longer tasks are named, in milliseconds. */
const SLOW = 100;

/** By what was measured: megabytes, or milliseconds. */
interface Measured {
  figures: Record<string, number>;
  tasks: Record<string, number>;
}

/** All run at the same time, each in a browser of its own: what disturbs one disturbs the other. */
export async function longRun(options: LaunchOptions): Promise<WideTable[]> {
  const folder = mkdtempSync(join(tmpdir(), 'long-run-'));
  try {
    const photos = writePhotos(folder, MANY + TRACED);
    const measured = await Promise.all(VERSIONS.map((one) => runThrough(one, photos, folder, options)));
    const columns = (unit: string) => VERSIONS.map(({ name }) => `${name}, ${unit}`);
    const title = `Indexing ${MANY} photos in one run`;
    return [
      {
        title: `${title}: memory of the page with its workers`,
        columns: columns('MB'),
        rows: sideBySide(measured.map(({ figures }) => figures)),
      },
      {
        title: `${title}: the longest task of the page’s thread`,
        columns: columns('ms'),
        rows: sideBySide(measured.map(({ tasks }) => tasks)),
      },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** NaN stands for what a contender does not do. */
function sideBySide(columns: readonly Record<string, number>[]): WideTable['rows'] {
  const names = new Set(columns.flatMap((column) => Object.keys(column)));
  return Object.fromEntries(
    [...names].map((name) => [name, columns.map((column) => column[name] ?? Number.NaN)]),
  );
}

async function runThrough(
  { name: who, app }: Version,
  photos: readonly string[],
  folder: string,
  options: LaunchOptions,
): Promise<Measured> {
  const own = mkdtempSync(join(folder, 'own-'));
  const browser = await chromium.launch(options);
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await stopRecording(page);
    await page.addInitScript(watchThread);
    await page.goto(app);
    await expect(page.getByTestId('indexing')).toBeAttached();
    const figures: Record<string, number> = {};
    const tasks: Record<string, number> = {};
    const pid = await largestPage(browser);
    let done = 0;
    /** @returns memory while the last photos of these were indexed: what the process has at each look */
    const add = async (files: readonly string[]) => {
      for (let first = 0; first < files.length; first += AT_ONCE) {
        await page.getByTestId('file-input').setInputFiles(files.slice(first, first + AT_ONCE));
      }
      done += files.length;
      const indexing = page.getByTestId('indexing');
      const looks: { own: number; shared: number }[] = [];
      const look = async () => {
        const now = Number(await indexing.getAttribute('data-done'));
        if (now > done - AT_ONCE && now < done) looks.push({ own: ownNow(pid), shared: sharedNow(pid) });
        return now;
      };
      await expect.poll(look, { intervals: [LOOK_EVERY], timeout: 7_000_000 }).toBe(done);
      await expect(indexing).toHaveAttribute('data-state', 'idle');
      return looks;
    };
    const step = async (name: string, files: readonly string[]) => {
      forgetPeak(pid);
      const looks = await add(files);
      const peak = peakMemory(pid) / 1e6;
      const own = median(looks.map(({ own }) => own)) / 1e6;
      const shared = median(looks.map(({ shared }) => shared)) / 1e6;
      const counted = await countedMemory(page);
      // A single file has no last photos.
      if (files.length > 1) {
        figures[`${name}: the process has of its own while the last hundred are indexed, median`] = own;
        figures[`${name}: it shares, which decoded pictures are, median`] = shared;
      }
      figures[`${name}: counted by the browser after garbage was collected`] = counted;
      figures[`${name}: the process at its peak`] = peak;
      const busy = await longTasks(page);
      const long = busy.filter(({ kind }) => kind === 'longtask').map(({ ms }) => ms);
      tasks[name] = Math.max(0, ...long);
      const slow = busy.filter(({ ms, scripts }) => ms > SLOW && scripts.length > 0);
      console.log(
        who,
        name,
        { own, shared, counted, peak, looks: looks.length },
        `long tasks: ${long.length}, over ${SLOW} ms: ${long.filter((ms) => ms > SLOW).length}`,
        slow.slice(0, 10),
      );
    };
    await step(`${FEW} photos`, photos.slice(0, FEW));
    await step(`${MANY} photos`, photos.slice(FEW, MANY));
    await step('and a picture of 100 megapixels', [writeHugePicture(own)]);
    // Earlier versions take no videos.
    const accepted = await page.getByTestId('file-input').getAttribute('accept');
    if (accepted?.includes('video')) await step('and a video of 4 GB', [await writeHugeVideo(page, own)]);
    const last = await longestTask(browser, () => add(photos.slice(MANY)));
    tasks[`and ${TRACED} photos, traced`] = last.wall;
    tasks[`and ${TRACED} photos, traced: processor time`] = last.processor;
    return { figures, tasks };
  } finally {
    await browser.close();
  }
}

/** Writes small photos, each of its own colours. @returns their paths */
export function writePhotos(folder: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => {
    const path = join(folder, `photo-${i}.jpg`);
    const at = (x: number, y: number) => [(x + i * 7) & 255, (y + i * 13) & 255, (i * 29) & 255];
    const exif = { make: 'Number', model: String(i) };
    writeFileSync(path, jpeg({ width: 640, height: 480, color: 'rgb', at, exif }));
    return path;
  });
}

/** Writes a picture of 100 megapixels. @returns its path */
export function writeHugePicture(folder: string): string {
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

/** The page that was opened last has by far the most memory. @returns its process id */
export async function largestPage(browser: Browser): Promise<number> {
  const processes = await pageProcesses(browser);
  return processes.reduce((most, pid) => (memoryNow(pid) > memoryNow(most) ? pid : most));
}

/**
 * Lets Playwright no longer observe the network of a page. It keeps up to 100 MB of answers in the page's process, and
 * each thumbnail that the grid shows counts as one.
 */
export async function stopRecording(page: Page): Promise<void> {
  const inner = page as unknown as {
    _connection: {
      toImpl(page: Page): {
        delegate: { _mainFrameSession: { _client: { send(method: string): Promise<void> } } };
      };
    };
  };
  await inner._connection.toImpl(page).delegate._mainFrameSession._client.send('Network.disable');
}

/** Lets the system begin a new peak (Linux, proc(5): clear_refs). Elsewhere the peak is that of the whole run. */
export function forgetPeak(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5');
  } catch {
    // Not Linux.
  }
}
