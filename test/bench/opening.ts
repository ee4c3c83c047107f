/** How long a large library takes from the opening of a tab until its photos are painted, and until it answers. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, expect, type LaunchOptions } from '@playwright/test';
import { seedLibrary } from '../fixtures/seed-library';
import { median } from './page/timing';
import { paintedAfter } from './painted-after';
import type { WideTable } from './report';
import { VERSIONS, type Version } from './versions';

const RUNS = 5;
const WORDS = ['dog', 'boat', 'tree', 'cup', 'bridge', 'lamp'];
/** Until whatever a first start makes for the next one is made, in milliseconds. */
export const SETTLING = 15_000;
/** How long somebody looks at the photos before a word is typed, in milliseconds. */
const LOOKING = 5000;
const AFTER_CLOSING = 3000;

/** Milliseconds since the tab was told to open the app. */
interface Opened {
  painted: number;
  answered: number;
  /** From the key to the painted answer, if the first word is typed after `LOOKING`. */
  later: number;
  /** The longest task of the page's thread. */
  longest: number;
}

export async function opening(options: LaunchOptions, photos: number): Promise<WideTable> {
  const libraries = await Promise.all(VERSIONS.map((version) => libraryOf(version, photos, options)));
  const times = VERSIONS.map((): Opened[] => []);
  try {
    // In turns: what disturbs one disturbs the other. The first does not count.
    for (const [run, word] of WORDS.entries()) {
      for (const [i, { context }] of libraries.entries()) {
        const opened = await openTab(context, VERSIONS[i] as Version, word);
        if (run > 0) times[i]?.push(opened);
      }
    }
  } finally {
    for (const { context, folder } of libraries) {
      await context.close();
      rmSync(folder, { recursive: true });
    }
  }
  const middle = (of: readonly Opened[], what: keyof Opened) => median(of.map((one) => one[what]));
  return {
    title: `Opening a library of ${photos.toLocaleString('en')} photos in a new tab, starter model, median of ${RUNS}`,
    columns: [
      'photos painted, ms',
      'a word typed at once is answered, ms',
      `typed after ${LOOKING / 1000} s: from key to painted answer, ms`,
      'longest task of the page’s thread, ms',
    ],
    rows: Object.fromEntries(
      VERSIONS.map(({ name }, i) => [
        name,
        (['painted', 'answered', 'later', 'longest'] as const).map((what) => middle(times[i] ?? [], what)),
      ]),
    ),
  };
}

/** On the disk, in a profile of its own: a private window has its library in memory. */
async function libraryOf({ app }: Version, photos: number, options: LaunchOptions) {
  const folder = mkdtempSync(join(tmpdir(), 'opening-'));
  const context = await chromium.launchPersistentContext(folder, {
    ...options,
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
  });
  const page = await context.newPage();
  await page.goto(app);
  await expect(page.getByTestId('indexing')).toBeAttached();
  await seedLibrary(page, photos, 20);
  await page.reload();
  await expect(page.getByTestId('indexing')).toHaveAttribute('data-done', String(photos));
  await page.getByTestId('search').fill('windmill');
  await expect(page.getByTestId('results')).toHaveAttribute('data-query', 'windmill');
  await page.waitForTimeout(SETTLING);
  await page.close();
  return { context, folder };
}

async function openTab(context: BrowserContext, { app }: Version, word: string): Promise<Opened> {
  const page = await context.newPage();
  await page.addInitScript(watchOpening, word);
  await page.goto(app, { waitUntil: 'commit' });
  await expect(page.getByTestId('results')).toHaveAttribute('data-query', word);
  const opened = await page.evaluate(() => {
    const last = (name: string) => performance.getEntriesByName(name).at(-1)?.startTime ?? Number.NaN;
    const { tasks } = globalThis as unknown as { tasks: number[] };
    return { painted: last('painted'), answered: last('answered'), longest: Math.max(0, ...tasks) };
  });
  await page.close();
  return { ...opened, later: await typedLater(context, app, word) };
}

async function typedLater(context: BrowserContext, app: string, word: string): Promise<number> {
  const page = await context.newPage();
  await page.goto(app);
  await page.waitForTimeout(LOOKING);
  const ms = await page.evaluate(paintedAfter, word);
  await page.close();
  // What the tab still read must not be beside the next one's opening.
  await new Promise((resolve) => setTimeout(resolve, AFTER_CLOSING));
  return ms;
}

/** Runs in the page. Types as soon as there is a field, and marks what is painted. */
function watchOpening(word: string): void {
  const tasks: number[] = [];
  Object.assign(globalThis, { tasks });
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe(
    {
      type: 'longtask',
      buffered: true,
    },
  );
  const marked = new Set<string>();
  const mark = (name: string, isThere: boolean) => {
    if (!isThere || marked.has(name)) return;
    marked.add(name);
    requestAnimationFrame(() => setTimeout(() => performance.mark(name)));
  };
  new MutationObserver(() => {
    const field = document.querySelector<HTMLInputElement>('[data-testid=search]');
    if (field && !marked.has('typed')) {
      marked.add('typed');
      field.value = word;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }
    mark('painted', document.querySelector('[data-testid=photo]') !== null);
    mark('answered', document.querySelector(`[data-testid=results][data-query="${word}"]`) !== null);
  }).observe(document, { subtree: true, childList: true, attributes: true });
}
