import { expect, test } from 'vitest';
import type { BenchmarkSide } from '#session/benchmark/contract';
import { figureRows } from '../../../../src/ui/benchmark/side-figures';
import { loadLaterWords } from '../../../../src/ui/i18n';

await loadLaterWords();

const DEVICE: BenchmarkSide = {
  box: null,
  backend: 'wasm',
  timing: { min: 80, avg: 100, max: 120 },
  perSecond: 10,
  latency: null,
  here: { processor: 190, load: 0.95, cores: 2 },
  there: null,
  pressure: null,
  failure: null,
};
const BOX: BenchmarkSide = {
  ...DEVICE,
  box: 'attic',
  backend: 'axengine',
  here: { processor: 0.96, load: 0.0768, cores: 2 },
  there: { processor: 6.2, load: 0.124, cores: 8 },
  latency: { link: 1.25, queue: 0.5, encoder: 5 },
};

/** The figures of a side by the names of their rows, whole and parts. */
function figures(side: BenchmarkSide, others: readonly BenchmarkSide[] = [], decoding: number | null = 50) {
  const rows = figureRows([side, ...others], decoding);
  return Object.fromEntries(
    rows.map(({ name, figure }) => {
      const { whole, parts } = figure(side);
      return [name, [whole, parts].filter(Boolean).join(' | ').replaceAll('\u00a0', ' ')];
    }),
  );
}

test('a photo costs this device its decoding and, beside it, its encoding or its sending', () => {
  expect(figures(DEVICE)['Processor time here']).toBe('240 ms | 50.0 + 190');
  expect(figures(BOX)['Processor time here']).toBe('51.0 ms | 50.0 + 1.0');
  expect(figures(DEVICE)['Load here']).toBe('95% | of 2 cores');
});

test('decoding that was not measured is not counted, and the table says so', () => {
  expect(figures(DEVICE, [], null)['Processor time here']).toBe('190 ms | not measured + 190');
});

test('what the box reports is beside what it saves; of this device there is none', () => {
  expect(figures(BOX, [DEVICE])).toMatchObject({
    'Processor time of the box': '6.2 ms',
    'Load of the box': '12% | of 8 cores',
    'Time through the box': '6.8 ms | 1.3 + 0.5 + 5.0',
  });
  expect(figures(DEVICE, [BOX])).toMatchObject({
    'Processor time of the box': '–',
    'Load of the box': '–',
    'Time through the box': '–',
  });
});

test('a figure that no side has is no row, and one that another side has was not measured', () => {
  expect(Object.keys(figures(DEVICE))).toEqual([
    'Photos a second',
    'Time in the encoder',
    'Processor time here',
    'Load here',
  ]);
  expect(figures(DEVICE, [{ ...DEVICE, pressure: 'fair' }])['Pressure here']).toBe('not measured');
});
