/** Lighthouse's audit of the built app, as a phone and as a laptop. It is fetched by npx, so it needs the registry. */

import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { test } from '@playwright/test';
import { findBrowser } from '../../tools/browser.mjs';
import { BROWSER_ARGS } from '../../tools/browser-args.mjs';
import type { WideTable } from './report';

const LIGHTHOUSE = 'lighthouse@12.8.2';
const KEPT = 'test/bench/lighthouse.json';

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
/** Metrics by their audit, in the table's words. */
const METRICS = {
  'first-contentful-paint': 'first paint, ms',
  'largest-contentful-paint': 'largest paint, ms',
  'total-blocking-time': 'blocked, ms',
  'cumulative-layout-shift': 'layout shift',
  'total-byte-weight': 'fetched, bytes',
};

interface Audit {
  score: number | null;
  numericValue?: number;
  displayValue?: string;
}

interface Report {
  lighthouseVersion: string;
  fetchTime: string;
  userAgent: string;
  categories: Record<string, { score: number }>;
  audits: Record<string, Audit>;
}

/** Of one visit the time that the page's thread is blocked says little: it varies threefold. */
const VISITS = 5;

/** @returns scores and metrics of the median visit; keeps the outcome of its every audit in `lighthouse.json` */
export async function lighthouse(address: string): Promise<WideTable> {
  const rows: Record<string, number[]> = {};
  const kept: Record<string, unknown> = {};
  for (const device of ['mobile', 'desktop']) {
    const report = await medianOf(VISITS, () => audited(address, device));
    rows[device] = [
      ...CATEGORIES.map((name) => Math.round((report.categories[name]?.score ?? Number.NaN) * 100)),
      ...Object.keys(METRICS).map((name) => report.audits[name]?.numericValue ?? Number.NaN),
    ];
    kept[device] = outcome(report);
  }
  writeFileSync(KEPT, `${JSON.stringify(kept, null, 2)}\n`);
  return { title: 'Lighthouse', columns: [...CATEGORIES, ...Object.values(METRICS)], rows };
}

/** Returns the report of the visit that was blocked for the median time. */
async function medianOf(visits: number, visit: () => Promise<Report>): Promise<Report> {
  const reports: Report[] = [];
  for (let i = 0; i < visits; i++) reports.push(await visit());
  const blocked = ({ audits }: Report) => audits['total-blocking-time']?.numericValue ?? Number.NaN;
  reports.sort((a, b) => blocked(a) - blocked(b));
  return reports[Math.floor(visits / 2)] as Report;
}

async function audited(address: string, device: string): Promise<Report> {
  const output = test.info().outputPath(`${device}.json`);
  const args = ['--yes', LIGHTHOUSE, address, '--quiet', '--output=json', `--output-path=${output}`];
  args.push(`--only-categories=${CATEGORIES}`, `--chrome-flags=--headless=new ${BROWSER_ARGS.join(' ')}`);
  if (device === 'desktop') args.push('--preset=desktop');
  await promisify(execFile)('npx', args, {
    env: { ...process.env, CHROME_PATH: findBrowser() ?? '' },
    shell: process.platform === 'win32',
  });
  return JSON.parse(readFileSync(output, 'utf8'));
}

/** A report without its screenshots, traces of requests and explanations. */
function outcome({ lighthouseVersion, fetchTime, userAgent, categories, audits }: Report) {
  return {
    lighthouse: lighthouseVersion,
    date: fetchTime,
    browser: userAgent,
    scores: Object.fromEntries(Object.entries(categories).map(([name, { score }]) => [name, score])),
    audits: Object.fromEntries(
      Object.entries(audits).map(([name, { score, displayValue }]) => [name, displayValue ?? score]),
    ),
  };
}
