/** Time and memory by format: what a phone, a camera or a friend hands over. Each file in a browser of its own. */

import { chromium, type LaunchOptions } from '@playwright/test';
import { pageProcesses, peakMemory } from '../../tools/peak-memory';
import { heif } from '../fixtures/heif';
import { raw } from '../fixtures/raw';
import { tiff } from '../fixtures/tiff';
import { measure } from './measure';
import type { WideTable } from './report';

const ROUNDS = { warmUp: 2, rounds: 7 };
const MEGAPIXELS_12 = { width: 4000, height: 3000 };

/** Waves and noise: as hard to decode as a photo with detail. */
function textured(x: number, y: number): number[] {
  const noise = (Math.imul(x * 374_761_393 + y * 668_265_263, 1_274_126_177) >>> 27) - 16;
  const wave = (over: number) => 128 + 90 * Math.sin(x / over) * Math.cos(y / (over + 7)) + noise;
  return [wave(40), wave(90), wave(200)];
}

export async function formats(options: LaunchOptions): Promise<WideTable> {
  const first = await chromium.launch(options);
  const jpeg = (width: number, height: number) => measure(first, 'largePhotoText', width, height);
  const twelve = await jpeg(4000, 3000);
  const fortyEight = await jpeg(8000, 6000);
  const preview = Buffer.from(await jpeg(6000, 4000), 'base64');
  await first.close();

  const phone = { brands: ['heic', 'mif1'] as [string, string], ...MEGAPIXELS_12, at: textured, tile: 512 };
  const camera = {
    make: 'NIKON CORPORATION',
    model: 'NIKON Z 6',
    taken: '2024:07:31 18:20:05',
    orientation: 1,
  };
  const files: Record<string, string> = {
    'JPEG, 12 megapixels': twelve,
    'JPEG, 48 megapixels': fortyEight,
    'HEIC, 12 megapixels, with a thumbnail of 320 x 240': heif({ ...phone, thumbnail: 320 }).toString(
      'base64',
    ),
    'HEIC, 12 megapixels, without': heif(phone).toString('base64'),
    'RAW (NEF) with a preview of 24 megapixels': raw({ kind: 'nef', ...camera, preview }).toString('base64'),
    'TIFF, 12 megapixels, not packed': tiff([{ ...MEGAPIXELS_12, at: textured }]).toString('base64'),
  };
  const rows: WideTable['rows'] = {};
  for (const [name, file] of Object.entries(files)) {
    const browser = await chromium.launch(options);
    const { ours, browser: alone } = await measure(browser, 'measureFile', file, ROUNDS);
    // The page's process is the largest by far.
    const peak = Math.max(...(await pageProcesses(browser)).map(peakMemory)) / 1e6;
    await browser.close();
    rows[name] = [ours, alone, peak];
  }
  return {
    title: 'Formats: one file to 224 x 224 pixels, thumbnail, preview and metadata, one worker',
    columns: ['ms a file', 'createImageBitmap alone, ms', 'peak of the process, MB'],
    rows,
  };
}
