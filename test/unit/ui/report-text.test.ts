import { expect, test } from 'vitest';
import { cells, reportText } from '../../../src/ui/benchmark/report-text';
import type { BenchmarkReport, BenchmarkRow } from '../../../src/ui/session';

const ROW: BenchmarkRow = {
  encoder: 'clip-b32/image/q8',
  space: 'CLIP ViT-B/32',
  tower: 'image',
  precision: 'q8',
  backend: 'wasm',
  timing: { min: 80, avg: 100, max: 140.25 },
  failure: null,
};

test('a row has its times, photos a second, and the time for 1,000', () => {
  expect(cells(ROW)).toEqual([
    'CLIP ViT-B/32',
    'image',
    'q8',
    'wasm',
    '80.0',
    '100.0',
    '140.3',
    '10.0',
    '100 s',
  ]);
  expect(cells({ ...ROW, tower: 'text' }).at(-1)).toBe('');
});

test('a failure stands where the times would be', () => {
  const failed = cells({ ...ROW, backend: 'webgpu', timing: null, failure: 'No device.' });
  expect(failed.slice(3)).toEqual(['webgpu', 'No device.', '', '', '', '']);
});

test('the text lays all under each other, and leaves out what is not known', () => {
  const report: BenchmarkReport = {
    rows: [ROW, { ...ROW, space: 'Starter', timing: { min: 9, avg: 9.5, max: 10 } }],
    scan: { photos: 1000, ms: 0.123 },
    measuring: null,
    memory: null,
    pressure: null,
    device: '2 cores',
  };
  const [device, scan, , head, first, second] = reportText(report).split('\n');
  expect([device, scan]).toEqual(['2 cores', 'scan of 1000 photos: 0.12 ms']);
  const end = (head ?? '').indexOf('avg ms') + 'avg ms'.length;
  expect((first ?? '').slice(0, end).endsWith('100.0')).toBe(true);
  expect((second ?? '').slice(0, end).endsWith('9.5')).toBe(true);
});
