import { expect, test } from 'vitest';
import type {
  BenchmarkFailure,
  BenchmarkReport,
  BenchmarkRow,
  BenchmarkSide,
} from '#session/benchmark/contract';
import { cells, reportText, sideCells } from '../../../../src/ui/benchmark/report-text';

const NO_DEVICE: BenchmarkFailure = { code: 'encoder-failed', detail: 'No device.' };
const code = (failure: BenchmarkFailure) => failure.code;

const ROW: BenchmarkRow = {
  encoder: 'clip-b32/image/q8',
  space: 'CLIP ViT-B/32',
  tower: 'image',
  precision: 'q8',
  backend: 'wasm',
  timing: { min: 80, avg: 100, max: 140.25 },
  failure: null,
};

test('a row has its times, photos a second, and the time for 1,000 photos', () => {
  expect(cells(ROW, code)).toEqual([
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
  expect(cells({ ...ROW, tower: 'text' }, code).at(-1)).toBe('');
});

test('a failure replaces the times', () => {
  const failed = cells({ ...ROW, backend: 'webgpu', timing: null, failure: NO_DEVICE }, code);
  expect(failed.slice(3)).toEqual(['webgpu', 'encoder-failed', '', '', '', '']);
});

const SIDE: BenchmarkSide = {
  box: null,
  backend: 'wasm',
  timing: { min: 80, avg: 100, max: 120 },
  perSecond: 10,
  latency: null,
  here: { processor: 190, load: 0.95, cores: 2 },
  there: null,
  pressure: 'serious',
  failure: null,
};
const BOX: BenchmarkSide = {
  ...SIDE,
  box: 'attic',
  backend: 'axengine',
  timing: { min: 4, avg: 5, max: 6 },
  perSecond: 160.04,
  latency: { link: 1.25, queue: 0.5, encoder: 5 },
  here: { processor: 0.96, load: 0.0768, cores: 2 },
  there: { processor: 6.2, load: 0.124, cores: 8 },
  pressure: null,
};

test('device and box have the same columns, with a dash for unknown values', () => {
  expect(sideCells(SIDE, 'this device', code)).toEqual([
    ...['this device', 'wasm', '80.0', '100.0', '120.0', '10.0'],
    ...['190.0', '95 % of 2', 'serious', '–', '–', '–'],
  ]);
  expect(sideCells(BOX, 'this device', code)).toEqual([
    ...['attic', 'axengine', '4.0', '5.0', '6.0', '160.0'],
    ...['1.0', '8 % of 2', '–', '6.2', '12 % of 8', '1.3 + 0.5 + 5.0'],
  ]);
});

test('a box that failed shows the reason', () => {
  const gone = { ...BOX, timing: null, here: null, there: null, failure: NO_DEVICE };
  expect(sideCells(gone, 'this device', code)).toEqual([
    ...['attic', 'axengine', 'encoder-failed', '', '', ''],
    ...['–', '–', '–', '–', '–', ''],
  ]);
});

test('the text aligns its columns, and leaves out unknown values', () => {
  const report: BenchmarkReport = {
    rows: [ROW, { ...ROW, space: 'Starter', timing: { min: 9, avg: 9.5, max: 10 } }],
    sides: [],
    decoding: null,
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

test('the text lists device and box one below the other, if there is a box', () => {
  const none = {
    decoding: null,
    scan: null,
    measuring: null,
    memory: null,
    pressure: null,
    device: '2 cores',
  };
  expect(reportText({ ...none, rows: [ROW], sides: [] })).not.toContain('encoded by');
  const lines = reportText({ ...none, rows: [ROW], sides: [SIDE, BOX] }).split('\n');
  const [head = '', device = '', box = ''] = lines.slice(-3);
  const end = head.indexOf('avg ms') + 'avg ms'.length;
  expect(device.slice(0, end)).toMatch(/^this device .* 100\.0$/);
  expect(box.slice(0, end)).toMatch(/^attic .* 5\.0$/);
});

test('the text says what decoding costs, if it was measured', () => {
  const none = { scan: null, measuring: null, memory: null, pressure: null, device: '2 cores' };
  const report = { ...none, rows: [ROW], sides: [] };
  expect(reportText({ ...report, decoding: 48.06 })).toContain(
    'decoding a JPEG of 12 megapixels: 48.1 ms of processor time',
  );
  expect(reportText({ ...report, decoding: null })).not.toContain('decoding');
});

test('the text contains the details of a failure', () => {
  const rows = [{ ...ROW, timing: null, failure: NO_DEVICE }];
  const none = {
    decoding: null,
    scan: null,
    measuring: null,
    memory: null,
    pressure: null,
    device: '2 cores',
  };
  expect(reportText({ ...none, rows, sides: [] })).toContain('wasm     No device.');
});
