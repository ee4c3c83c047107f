/**
 * Time and memory by format: what a phone, a camera or a friend hands over. Each contender has each file in a browser
 * of its own, in turns; `BENCH_TURNS` says how many. `BENCH_BEFORE` is the address of an earlier version's bench page, to
 * compare with, in a table of its own.
 */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type LaunchOptions } from '@playwright/test';
import { pageProcesses, peakMemory } from '../../tools/peak-memory';
import { heif } from '../fixtures/heif';
import { raw } from '../fixtures/raw';
import { tiff } from '../fixtures/tiff';
import { measure } from './measure';
import type { Bench } from './page/main';
import { median } from './page/timing';
import { BENCH } from './playwright.config';
import type { WideTable } from './report';

const TURNS = Number(process.env.BENCH_TURNS ?? 3);
const BEFORE = process.env.BENCH_BEFORE;
const ROUNDS = { warmUp: 2, rounds: 5 };
const MEGAPIXELS_12 = { width: 4000, height: 3000 };

interface Contender {
  name: string;
  page: string;
  who: 'ours' | 'browser';
}

const CONTENDERS: Contender[] = [
  { name: 'Mitsuke', page: BENCH, who: 'ours' },
  ...(BEFORE ? [{ name: 'Mitsuke before', page: BEFORE, who: 'ours' as const }] : []),
  { name: 'createImageBitmap', page: BENCH, who: 'browser' },
];

/** Waves and noise: as hard to decode as a photo with detail. */
function textured(x: number, y: number): number[] {
  const noise = (Math.imul(x * 374_761_393 + y * 668_265_263, 1_274_126_177) >>> 27) - 16;
  const wave = (over: number) => 128 + 90 * Math.sin(x / over) * Math.cos(y / (over + 7)) + noise;
  return [wave(40), wave(90), wave(200)];
}

/** Returns a file of each format, by what it is. */
export async function makeFiles(options: LaunchOptions): Promise<Record<string, Buffer>> {
  const browser = await chromium.launch(options);
  const jpeg = async (width: number, height: number) =>
    Buffer.from(await measure(browser, 'largePhotoText', width, height), 'base64');
  const phone = { brands: ['heic', 'mif1'] as [string, string], ...MEGAPIXELS_12, at: textured, tile: 512 };
  const camera = {
    make: 'NIKON CORPORATION',
    model: 'NIKON Z 6',
    taken: '2024:07:31 18:20:05',
    orientation: 1,
  };
  const files = {
    'JPEG, 12 megapixels': await jpeg(4000, 3000),
    'JPEG, 48 megapixels': await jpeg(8000, 6000),
    'HEIC, 12 megapixels, with a thumbnail of 320 x 240': heif({ ...phone, thumbnail: 320 }),
    'HEIC, 12 megapixels, without': heif(phone),
    'RAW (NEF) with a preview of 24 megapixels': raw({
      kind: 'nef',
      ...camera,
      preview: await jpeg(6000, 4000),
    }),
    'TIFF, 12 megapixels, not packed': tiff([{ ...MEGAPIXELS_12, at: textured }]),
    'Video (MP4, VP9) of a minute, 1920 x 1080': Buffer.from(
      await measure(browser, 'filmText', 60),
      'base64',
    ),
  };
  await browser.close();
  return files;
}

export async function formats(options: LaunchOptions): Promise<WideTable> {
  const folder = mkdtempSync(join(tmpdir(), 'formats-'));
  try {
    const rows: WideTable['rows'] = {};
    for (const [name, bytes] of Object.entries(await makeFiles(options))) {
      const path = join(folder, 'file');
      writeFileSync(path, bytes);
      const figures = CONTENDERS.map(() => ({ ms: [] as number[], peak: [] as number[] }));
      for (let turn = 0; turn < TURNS; turn++) {
        for (const [i, contender] of CONTENDERS.entries()) {
          const { ms, peak } = await measured(options, contender, path);
          figures[i]?.ms.push(ms);
          figures[i]?.peak.push(peak);
        }
      }
      rows[`${name} (${(bytes.length / 1e6).toFixed(1)} MB)`] = [
        ...figures.map(({ ms }) => median(ms)),
        // Of a file that it cannot read, a contender has no peak.
        ...figures.map(({ ms, peak }) => (Number.isNaN(median(ms)) ? Number.NaN : median(peak))),
      ];
    }
    return {
      title: `Formats: one file to 224 x 224 pixels, thumbnail, preview and metadata, one worker${BEFORE ? ', beside the version before' : ''}`,
      columns: [
        ...CONTENDERS.map(({ name }) => `${name}, ms`),
        ...CONTENDERS.map(({ name }) => `${name}, peak of the process, MB`),
      ],
      rows,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @returns milliseconds a file, NaN if it cannot be read; and the most megabytes that the page's process had */
async function measured(options: LaunchOptions, { page: address, who }: Contender, path: string) {
  const browser = await chromium.launch(options);
  const page = await browser.newPage();
  await page.goto(address);
  await page.waitForFunction(() => 'bench' in globalThis);
  await page.evaluate(() => {
    document.body.append(Object.assign(document.createElement('input'), { type: 'file' }));
  });
  await page.locator('input').setInputFiles(path);
  const ms = await page.evaluate(
    ([who, rounds]) => {
      const { bench } = globalThis as unknown as { bench: Bench };
      return bench.measureFile(who, rounds);
    },
    [who, ROUNDS] as const,
  );
  // The page's process is the largest by far.
  const peak = Math.max(...(await pageProcesses(browser)).map(peakMemory)) / 1e6;
  await browser.close();
  return { ms, peak };
}
