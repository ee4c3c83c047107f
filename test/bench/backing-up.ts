/** What it takes to back a large library up, to erase it and to restore it: seconds, bytes, and the memory of the page. */

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, expect, type LaunchOptions, type Page } from '@playwright/test';
import { memoryNow } from '../../tools/peak-memory';
import { seedTwoSpaces } from '../fixtures/seed-library';
import { APP } from './playwright.config';
import type { WideTable } from './report';

/** `BENCH_PHOTOS` makes it shorter. */
const PHOTOS = Number(process.env.BENCH_PHOTOS ?? 100_000);
const SPACE = { space: 'clip-b32', dimension: 512 };
const LONG = 3_000_000;
const MB = 1_000_000;

export async function backingUp(options: LaunchOptions): Promise<WideTable> {
  // A profile on the disk: in one without, the browser holds what is stored in memory.
  const profile = mkdtempSync(join(tmpdir(), 'backing-up-'));
  const context = await chromium.launchPersistentContext(profile, {
    ...options,
    baseURL: APP,
    locale: 'en-US',
  });
  try {
    const seeding = await context.newPage();
    await seeding.goto('/');
    await expect(seeding.getByTestId('indexing')).toBeAttached();
    await seedTwoSpaces(seeding, PHOTOS, SPACE);
    await seeding.close();

    // A page of its own for each, so that neither holds what the other has left.
    const writing = await watched(context, PHOTOS, 'written', async (page) => {
      await page.getByLabel('With previews').uncheck();
      await page.getByRole('button', { name: 'Back up the library' }).click();
    });
    const bytes = await writing.page.evaluate(backupSize);
    await writing.page.getByRole('button', { name: 'Erase everything' }).click();
    await writing.page.getByRole('dialog').getByRole('button', { name: 'Erase everything' }).click();
    await expect(writing.page.getByTestId('sample-album')).toBeVisible({ timeout: LONG });
    await writing.page.close();
    const reading = await watched(context, 0, 'read', (page) => page.evaluate(pickBackup));
    await expect(reading.page.getByTestId('backup-result')).toContainText(
      `${PHOTOS.toLocaleString('en')} photos: ${PHOTOS.toLocaleString('en')} new`,
    );
    console.log(
      'what the page and its workers hold after restoring, MB',
      await reading.page.evaluate(heldBy),
    );
    const row = ({ seconds, samples }: Watched) => [
      seconds,
      bytes / MB / seconds,
      PHOTOS / seconds,
      ...[0, 0.25, 0.5, 0.75, 1].map(
        (part) => (samples[Math.round(part * (samples.length - 1))] ?? Number.NaN) / MB,
      ),
      Math.max(...samples) / MB,
    ];
    const size = PHOTOS.toLocaleString('en');
    return {
      title: `Backup of ${size} photos with vectors of 256 and 512 numbers and without previews, ${Math.round(bytes / MB)} MB`,
      columns: [
        's',
        'MB/s',
        'photos/s',
        'MB at the begin',
        'after 1/4',
        '2/4',
        '3/4',
        'at the end',
        'at most',
      ],
      rows: {
        'writing, memory of the page with its workers': row(writing),
        'restoring into an empty library': row(reading),
      },
    };
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

interface Watched {
  page: Page;
  seconds: number;
  /** Bytes that the page's process holds, ten times a second. */
  samples: number[];
}

/** Opens the settings in a new page, begins, and watches the page until the backup is done. */
async function watched(
  context: BrowserContext,
  photos: number,
  doing: 'written' | 'read',
  begin: (page: Page) => Promise<void>,
): Promise<Watched> {
  const page = await context.newPage();
  await page.addInitScript(saveIntoOrigin);
  await page.goto('/');
  await expect(page.getByTestId('indexing')).toHaveAttribute('data-done', String(photos), { timeout: LONG });
  await expect(page.getByTestId('indexing')).toHaveAttribute('data-state', 'idle', { timeout: LONG });
  await page.getByRole('navigation').getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByTestId('backup')).toHaveAttribute('data-doing', 'nothing');
  const pid = pageProcess();
  const samples: number[] = [];
  const timer = setInterval(() => samples.push(memoryNow(pid)), 100);
  const start = performance.now();
  await begin(page);
  await expect(page.getByTestId('backup')).toHaveAttribute('data-doing', doing, { timeout: LONG });
  const seconds = (performance.now() - start) / 1000;
  clearInterval(timer);
  return { page, seconds, samples };
}

/** Returns the largest process of a page below this one: a profile on the disk has no session that tells. */
function pageProcess(): number {
  const parents = new Map<number, number>();
  const pages: number[] = [];
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    try {
      const [, parent] = /\) \w (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8')) ?? [];
      parents.set(Number(name), Number(parent));
      if (readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('--type=renderer')) pages.push(Number(name));
    } catch {
      // It has ended meanwhile.
    }
  }
  const isBelow = (pid: number | undefined): boolean =>
    pid !== undefined && (pid === process.pid || isBelow(parents.get(pid)));
  const [largest = 0] = pages.filter(isBelow).sort((a, b) => memoryNow(b) - memoryNow(a));
  return largest;
}

/** Runs in the page, before the app. The picker of files to write gives one of the origin's own. */
function saveIntoOrigin(): void {
  Object.assign(globalThis, {
    showSaveFilePicker: async () =>
      (await navigator.storage.getDirectory()).getFileHandle('backup', { create: true }),
  });
}

/** Runs in the page. */
async function backupSize(): Promise<number> {
  const folder = await navigator.storage.getDirectory();
  return (await (await folder.getFileHandle('backup')).getFile()).size;
}

/** Runs in the page. Measured after a collection, which the browser makes when it likes. */
async function heldBy(): Promise<string[]> {
  const all = performance as Performance & {
    measureUserAgentSpecificMemory(): Promise<{
      breakdown: { bytes: number; attribution: { url: string; scope: string }[]; types: string[] }[];
    }>;
  };
  const { breakdown } = await all.measureUserAgentSpecificMemory();
  return breakdown
    .filter(({ bytes }) => bytes > 1_000_000)
    .map(({ bytes, attribution, types }) => {
      const [{ url = '', scope = '' } = {}] = attribution;
      return `${Math.round(bytes / 1e6)} ${scope} ${url.split('/').at(-1)} ${types.join()}`;
    });
}

/** Runs in the page. Picks the backup as a user does. */
async function pickBackup(): Promise<void> {
  const folder = await navigator.storage.getDirectory();
  const file = await (await folder.getFileHandle('backup')).getFile();
  const input = document.querySelector<HTMLInputElement>('[data-testid=backup-file]');
  if (!input) throw new Error('No input for a backup.');
  const transfer = new DataTransfer();
  transfer.items.add(file);
  input.files = transfer.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}
