/** The scan: in Chromium, in Node beside a native peer, and beside what memory can give at best. */

import { execFileSync } from 'node:child_process';
import type { Browser } from '@playwright/test';
import { measure } from './measure';
import type { WideTable } from './report';

const DIMENSION = 512;
const COLUMNS = ['ms a query, median', '95th percentile', 'MB resident', 'recall of the ten best'];

/** At every size. Recall: of the true ten best, how many are among those found (Mitsuke: after scoring the best hundred in full). */
export async function scans(browser: Browser): Promise<WideTable[]> {
  const tables: WideTable[] = [];
  for (const rows of [1_000, 10_000, 100_000, 1_000_000]) {
    const here = await measure(browser, 'measureScan', rows, DIMENSION);
    const native = execFileSync(process.execPath, [
      'test/bench/native/measure.mjs',
      String(rows),
      String(DIMENSION),
    ]);
    tables.push({
      title: `One query over ${rows.toLocaleString('en')} x ${DIMENSION}`,
      columns: COLUMNS,
      rows: { ...here, ...(JSON.parse(native.toString()) as WideTable['rows']) },
    });
  }
  return tables;
}

/** The largest of them beside reading the same bytes. */
export async function bandwidth(browser: Browser, largest: WideTable): Promise<WideTable> {
  const bytes = 1_000_000 * DIMENSION;
  const ms = await measure(browser, 'measureReading', bytes);
  const row = (workers: string, scan: string) => {
    const reading = ms[workers] ?? Number.NaN;
    const query = largest.rows[scan]?.[0] ?? Number.NaN;
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
  const rows: WideTable['rows'] = {};
  for (const shardRows of [1024, 4096]) {
    const figures = await measure(browser, 'measureLoading', 100_000, DIMENSION, shardRows);
    for (const [name, ms] of Object.entries(figures)) rows[`${name}; ${shardRows} rows a shard`] = [ms];
  }
  return { title: `The store: 100,000 x ${DIMENSION}`, columns: ['ms'], rows };
}
