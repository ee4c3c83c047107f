/** What scrolling takes while 500 photos are indexed, beside the same scrolling at rest. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, expect } from '@playwright/test';
import { seedLibrary } from '../fixtures/seed-library';
import { writePhotos } from './long-run';
import { median } from './page/timing';
import { longestTask } from './page-thread';
import { APP } from './playwright.config';
import type { WideTable } from './report';

const THERE = 2000;
const ADDED = 500;
/** Of the scrolling at rest. */
const FRAMES = 600;
/** A frame that took longer than two of sixty a second, in milliseconds. */
const DROPPED = 34;

export async function scrollingWhileIndexing(browser: Browser): Promise<WideTable> {
  const folder = mkdtempSync(join(tmpdir(), 'scrolling-'));
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, serviceWorkers: 'block' });
  try {
    await page.goto(APP);
    const indexing = page.getByTestId('indexing');
    await expect(indexing).toBeAttached();
    await seedLibrary(page, THERE);
    await page.reload();
    await expect(indexing).toHaveAttribute('data-done', String(THERE));
    const rows: WideTable['rows'] = {};
    const measure = async (name: string, frames: () => Promise<number[]>) => {
      let times: number[] = [];
      const task = await longestTask(browser, async () => {
        times = await frames();
      });
      const dropped = times.filter((ms) => ms > DROPPED).length / times.length;
      rows[name] = [median(times), Math.max(...times), 100 * dropped, task.wall, task.processor];
    };
    // Thumbnails are drawn for the first time.
    await page.evaluate(framesWhileScrolling, { frames: 300, until: null });
    await measure('at rest', () => page.evaluate(framesWhileScrolling, { frames: FRAMES, until: null }));
    const files = writePhotos(folder, ADDED);
    await measure('while photos are indexed', async () => {
      await page.getByTestId('file-input').setInputFiles(files);
      return page.evaluate(framesWhileScrolling, { frames: FRAMES, until: THERE + ADDED });
    });
    return {
      title: `Scrolling ${THERE} photos, at rest and while ${ADDED} are indexed`,
      columns: [
        'a frame, median, ms',
        'longest, ms',
        `over ${DROPPED} ms, of a hundred`,
        'longest task of the page’s thread, ms',
        'its processor time, ms',
      ],
      rows,
    };
  } finally {
    await page.close();
    rmSync(folder, { recursive: true });
  }
}

/**
 * Runs in the page. Scrolls by 40 pixels a frame, down and up again.
 * @param until goes on until so many photos are done, if that takes longer than the frames
 * @returns milliseconds a frame
 */
async function framesWhileScrolling({ frames, until }: { frames: number; until: number | null }) {
  const done = () =>
    until === null || document.querySelector(`[data-testid=indexing][data-done="${until}"]`) !== null;
  const times: number[] = [];
  let before = await new Promise<number>(requestAnimationFrame);
  for (let down = true; times.length < frames || !done(); ) {
    const { scrollTop, scrollHeight } = document.documentElement;
    if (scrollTop + innerHeight >= scrollHeight - 1) down = false;
    if (scrollTop === 0) down = true;
    scrollBy({ top: down ? 40 : -40, behavior: 'instant' });
    const now = await new Promise<number>(requestAnimationFrame);
    times.push(now - before);
    before = now;
  }
  return times;
}
