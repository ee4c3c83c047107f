/** Keeps the tables of each run, and says what has changed since the last one on the same machine. */

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Ratio, ratios } from './headlines';
import { figureIn, type Table, type WideTable } from './report';

export interface Run {
  /** ISO 8601, in UTC. */
  at: string;
  machine: string;
  browser: string;
  runtime: string;
  /** Of the last minute, when the run begins and when it ends. */
  load: [number, number];
  tables: readonly (Table | WideTable)[];
}

/** Ratios of one run are measured in turns; between two runs less than this says nothing. */
const NOISE = 0.1;

/** Writes a run into a folder of runs. @returns a line for each headline that has changed beyond noise */
export function keepRun(run: Run, folder: string): string[] {
  mkdirSync(folder, { recursive: true });
  const before = readdirSync(folder)
    .sort()
    .map((name): Run => JSON.parse(readFileSync(join(folder, name), 'utf8')))
    .filter(({ machine, browser }) => machine === run.machine && browser === run.browser);
  writeFileSync(join(folder, `${run.at.replaceAll(':', '-')}.json`), `${JSON.stringify(run)}\n`);
  return changes(run, before);
}

/** @param before earlier runs, the oldest first */
function changes(run: Run, before: readonly Run[]): string[] {
  return headlinesOf(run).flatMap(({ what, times }) => {
    const last = before.findLast((one) => timesOf(one, what) !== undefined);
    const was = last && timesOf(last, what);
    if (!last || !was || Math.abs(times / was - 1) <= NOISE) return [];
    return [`${what}: ${was.toPrecision(3)} → ${times.toPrecision(3)} times (last ${last.at.slice(0, 10)})`];
  });
}

export function headlinesOf({ tables }: Pick<Run, 'tables'>): Ratio[] {
  return ratios((title, row, column) => {
    const table = tables.find((one) => one.title === title);
    return table && figureIn(table, row, column);
  });
}

function timesOf(run: Run, what: string): number | undefined {
  return headlinesOf(run).find((one) => one.what === what)?.times;
}
