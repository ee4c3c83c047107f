import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { headlinesOf, keepRun, type Run } from '../../bench/runs';

const TITLE = '12-megapixel JPEG to embedding, one at a time, 2 threads';

function run(at: string, ours: number, theirs: number, rest: Partial<Run> = {}): Run {
  const figures = { Mitsuke: ours, 'transformers.js': theirs };
  return {
    ...{ at, machine: 'two cores', browser: 'Chromium 156', runtime: 'ort', load: [0, 1] },
    tables: [{ title: TITLE, unit: 'ms a photo', figures }],
    ...rest,
  };
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'runs-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a headline is the ratio of two sides of one run, in words', () => {
  const [headline, ...others] = headlinesOf(run('2026-01-01T00:00:00Z', 120, 360));
  expect(others).toEqual([]);
  expect(headline).toMatchObject({ times: 3, means: 'a thousand pictures take 2.0 minutes instead of 6.0' });
});

describe('of runs that are kept', () => {
  test('the next one says which headlines have changed beyond noise', () => {
    expect(keepRun(run('2026-01-01T00:00:00Z', 120, 360), folder)).toEqual([]);
    // Both sides slower: the machine is.
    expect(keepRun(run('2026-01-02T00:00:00Z', 250, 700), folder)).toEqual([]);
    const [line, ...others] = keepRun(run('2026-01-03T00:00:00Z', 180, 360), folder);
    expect(line).toContain('2.80 → 2.00 times (last 2026-01-02)');
    expect(others).toEqual([]);
    expect(readdirSync(folder)).toHaveLength(3);
  });

  test('the last one that measured the same headline on the same machine and browser counts', () => {
    keepRun(run('2026-01-01T00:00:00Z', 120, 360), folder);
    keepRun(run('2026-01-02T00:00:00Z', 100, 100, { machine: 'four cores' }), folder);
    keepRun(run('2026-01-03T00:00:00Z', 100, 100, { browser: 'Chromium 157' }), folder);
    keepRun(run('2026-01-04T00:00:00Z', 0, 0, { tables: [] }), folder);
    expect(keepRun(run('2026-01-05T00:00:00Z', 120, 240), folder)).toEqual([
      expect.stringContaining('3.00 → 2.00 times (last 2026-01-01)'),
    ]);
  });

  test('a figure that is missing is no figure', () => {
    keepRun(run('2026-01-01T00:00:00Z', Number.NaN, 360), folder);
    expect(keepRun(run('2026-01-02T00:00:00Z', 120, 360), folder)).toEqual([]);
  });
});
