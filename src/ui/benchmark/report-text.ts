/** Formats the benchmark as plain text with aligned columns, to be pasted into a mail or an issue. */

import type { Cost } from '#core/cost';
import type {
  BenchmarkFailure,
  BenchmarkReport,
  BenchmarkRow,
  BenchmarkSide,
} from '#session/benchmark/contract';

type Words = (failure: BenchmarkFailure) => string;

/** The text is for engineers, so it has the exact cause of a failure. */
const detail: Words = (failure) => failure.detail;

/** Column heads; the text is for engineers of any country, so it is in English. */
const HEAD = ['model', 'tower', 'build', 'backend', 'min ms', 'avg ms', 'max ms', 'per s', '1,000 photos'];
const SIDES_HEAD = [
  'encoded by',
  'backend',
  'min ms',
  'avg ms',
  'max ms',
  'per s',
  'processor ms here',
  'load here',
  'pressure here',
  'processor ms of the box',
  'load of the box',
  'network + queue + encoder, ms',
];

export function reportText({ rows, sides, ...more }: BenchmarkReport): string {
  const { decoding, scan, memory, pressure, device } = more;
  const facts = [
    device,
    scan && `scan of ${scan.photos} photos: ${scan.ms.toFixed(2)} ms`,
    memory !== null && `memory: ${(memory / 1e6).toFixed(0)} MB`,
    pressure && `processor pressure: ${pressure}`,
    decoding !== null && `decoding a JPEG of 12 megapixels: ${decoding.toFixed(1)} ms of processor time`,
  ];
  const beside = sides.map((side) => sideCells(side, 'this device', detail));
  return [
    ...facts.filter(Boolean),
    '',
    ...aligned([HEAD, ...rows.map((row) => cells(row, detail))], 4),
    ...(beside.length > 0 ? ['', ...aligned([SIDES_HEAD, ...beside], 2)] : []),
  ].join('\n');
}

/** @param names number of columns on the left that hold words; all others hold numbers */
function aligned(table: readonly string[][], names: number): string[] {
  const widths = (table[0] ?? []).map((_, column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  );
  return table.map((row) =>
    row
      .map((cell, column) =>
        column < names ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}

/** Returns the columns of a row; a failure replaces the times. */
export function cells(row: BenchmarkRow, words: Words): string[] {
  const { space, tower, precision, backend, timing, failure } = row;
  const start = [space, tower, precision, backend];
  if (!timing) return [...start, failure ? words(failure) : '', '', '', '', ''];
  const { min, avg, max } = timing;
  const thousand = tower === 'image' ? `${avg.toFixed(0)} s` : '';
  return [...start, min.toFixed(1), avg.toFixed(1), max.toFixed(1), (1000 / avg).toFixed(1), thousand];
}

/** Returns the columns of this device or a box; values that it does not report are a dash. */
export function sideCells(side: BenchmarkSide, device: string, words: Words): string[] {
  const { box, backend, timing, perSecond, latency } = side;
  const costs = [...costCells(side.here), side.pressure ?? '–', ...costCells(side.there)];
  const start = [box ?? device, backend];
  if (!timing) return [...start, side.failure ? words(side.failure) : '', '', '', '', ...costs, ''];
  const split = latency && [latency.link, latency.queue, latency.encoder].map((ms) => ms.toFixed(1));
  const { min, avg, max } = timing;
  const times = [min, avg, max, perSecond ?? 1000 / avg].map((each) => each.toFixed(1));
  return [...start, ...times, ...costs, split?.join(' + ') ?? '–'];
}

function costCells(cost: Cost | null): string[] {
  if (!cost) return ['–', '–'];
  return [cost.processor.toFixed(1), `${(cost.load * 100).toFixed(0)} % of ${cost.cores}`];
}
