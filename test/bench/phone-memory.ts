/**
 * The most memory that a page takes while it indexes what a phone has: spared, as on a phone, and not. A phone closes a
 * tab that takes some 1.5 GB. Each has a browser of its own, one after the other.
 */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, type LaunchOptions, type Page } from '@playwright/test';
import { peakMemory } from '../../tools/peak-memory';
import { makeFiles } from './formats';
import { forgetPeak, largestPage, stopRecording, writeHugePicture } from './long-run';
import { APP } from './playwright.config';
import type { WideTable } from './report';

/** How many of each file of the bench of formats, by the beginning of its name there. `BENCH_PHOTOS` makes it shorter. */
const MANY = Number(process.env.BENCH_PHOTOS ?? 200);
const OFTEN: Record<string, number> = {
  'JPEG, 12 megapixels': MANY,
  'JPEG, 48 megapixels': Math.ceil(MANY / 20),
  'HEIC, 12 megapixels, with': Math.ceil(MANY / 20),
  'RAW (NEF)': Math.ceil(MANY / 40),
  Video: 2,
};
const ENDINGS: Record<string, string> = { JPEG: 'jpg', HEIC: 'heic', RAW: 'nef', Video: 'mp4' };

interface Step {
  name: string;
  paths: string[];
}

export async function phoneMemory(options: LaunchOptions): Promise<WideTable> {
  const folder = mkdtempSync(join(tmpdir(), 'phone-memory-'));
  try {
    const steps = await writeSteps(folder, options);
    const spared = await peaks(steps, options, 1);
    const usual = await peaks(steps, options, 0);
    return {
      title: 'Indexing picked files one kind after the other: the most memory of the page with its workers',
      columns: ['spared, as on a phone, MB', 'as on this computer, MB'],
      rows: Object.fromEntries(steps.map(({ name }, i) => [name, [spared[i] ?? NaN, usual[i] ?? NaN]])),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The same bytes twice are one photo, so each file has a number behind its end. */
async function writeSteps(folder: string, options: LaunchOptions): Promise<Step[]> {
  const steps: Step[] = [];
  for (const [name, bytes] of Object.entries(await makeFiles(options))) {
    const often = Object.entries(OFTEN).find(([begins]) => name.startsWith(begins))?.[1] ?? 0;
    const ending = ENDINGS[name.split(/\W/)[0] ?? ''] ?? '';
    const paths = Array.from({ length: often }, (_, no) => {
      const path = join(folder, `${steps.length}-${no}.${ending}`);
      writeFileSync(path, Buffer.concat([bytes, Buffer.from(`\n${no}`)]));
      return path;
    });
    if (often > 0) steps.push({ name: `${often} x ${name}`, paths });
  }
  return [...steps, { name: 'one JPEG of 100 megapixels', paths: [writeHugePicture(folder)] }];
}

/**
 * @param crashes as many as the page believes to have had, which spares it as a phone is spared (`thrift.ts`): Chromium
 *   does not let a test say how much memory a device has
 * @returns megabytes at the peak of each step
 */
async function peaks(steps: readonly Step[], options: LaunchOptions, crashes: number): Promise<number[]> {
  const browser = await chromium.launch(options);
  try {
    const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
    await stopRecording(page);
    await page.addInitScript((crashes) => localStorage.setItem('mitsuke.crashes', String(crashes)), crashes);
    await page.goto(APP);
    await expect(page.getByTestId('indexing')).toBeAttached();
    const pid = await largestPage(browser);
    const found: number[] = [];
    let done = 0;
    for (const { name, paths } of steps) {
      forgetPeak(pid);
      done += paths.length;
      await indexed(page, paths, done);
      const peak = peakMemory(pid) / 1e6;
      found.push(peak);
      console.log({ crashes, name, peak });
    }
    return found;
  } finally {
    await browser.close();
  }
}

async function indexed(page: Page, paths: string[], done: number): Promise<void> {
  await page.getByTestId('file-input').setInputFiles(paths);
  const indexing = page.getByTestId('indexing');
  await expect(indexing).toHaveAttribute('data-done', String(done), { timeout: 1_800_000 });
  await expect(indexing).toHaveAttribute('data-state', 'idle');
}
