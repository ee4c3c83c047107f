/** Measures the scan in Chromium, in Node against a native peer, and against the speed of memory; and loading for it. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type LaunchOptions } from '@playwright/test';
import { measure } from './measure';
import { median } from './page/timing';
import type { WideTable } from './report';

const DIMENSION = 512;
const COLUMNS = ['ms a query, median', '95th percentile', 'MB resident', 'recall of the ten best'];

/**
 * Measures one query. Recall is the fraction of the true ten best that is found (Mitsuke: after the best
 * hundred are scored in full).
 */
export async function scan(browser: Browser, rows: number): Promise<WideTable> {
  const here = await measure(browser, 'measureScan', rows, DIMENSION);
  const native = execFileSync(process.execPath, [
    'test/bench/native/measure.mjs',
    String(rows),
    String(DIMENSION),
  ]);
  return {
    title: `One query over ${rows.toLocaleString('en')} x ${DIMENSION}`,
    columns: COLUMNS,
    rows: { ...here, ...(JSON.parse(native.toString()) as WideTable['rows']) },
  };
}

/** Compares reading a million rows with scanning them. */
export async function bandwidth(browser: Browser, million: WideTable): Promise<WideTable> {
  const bytes = 1_000_000 * DIMENSION;
  const ms = await measure(browser, 'measureReading', bytes);
  const row = (workers: string, scan: string) => {
    const reading = ms[workers] ?? Number.NaN;
    const query = million.rows[scan]?.[0] ?? Number.NaN;
    return [reading, bytes / reading / 1e6, query, query / reading];
  };
  return {
    title: `Reading the codes of 1,000,000 x ${DIMENSION} (512 MB) and nothing else`,
    columns: ['ms', 'GB/s', 'a query over them, ms', 'times as long'],
    rows: {
      'one worker': row('1', 'Mitsuke, one thread'),
      'two workers': row('2', 'Mitsuke, two workers'),
    },
  };
}

export async function loading(browser: Browser): Promise<WideTable> {
  return {
    title: `The store: 100,000 x ${DIMENSION}`,
    columns: ['ms, median', 'fastest'],
    rows: await measure(browser, 'measureLoading', 100_000, DIMENSION),
  };
}

const RUNS = 3;

/** On the disk and in a new tab each time: what a very large library costs until it answers. */
export async function loadingMany(options: LaunchOptions, rows: number): Promise<WideTable> {
  const folder = mkdtempSync(join(tmpdir(), 'loading-'));
  const context = await chromium.launchPersistentContext(folder, options);
  try {
    await measure(context, 'storeMany', rows, DIMENSION);
    const times: [number, number][] = [];
    for (let run = 0; run < RUNS; run++) times.push(await measure(context, 'measureLoadingMany', DIMENSION));
    return {
      title: `Opening ${rows.toLocaleString('en')} x ${DIMENSION} for search, from the disk, median of ${RUNS}`,
      columns: ['ms until all are in the index', 'ms of the first question'],
      rows: { Mitsuke: [median(times.map(([loaded]) => loaded)), median(times.map(([, first]) => first))] },
    };
  } finally {
    await context.close();
    rmSync(folder, { recursive: true });
  }
}
