/** The benchmark as plain text, its columns aligned: to be pasted into a mail or an issue. */

import type { BenchmarkReport, BenchmarkRow } from '../session';

/** Column heads; the text is for engineers of any country, so it is in English. */
const HEAD = ['model', 'tower', 'build', 'backend', 'min ms', 'avg ms', 'max ms', 'per s', '1,000 photos'];

export function reportText({ rows, scan, memory, pressure, device }: BenchmarkReport): string {
  const table = [HEAD, ...rows.map(cells)];
  const widths = HEAD.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const lines = table.map((row) =>
    row
      .map((cell, column) =>
        column < 4 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
  const facts = [
    device,
    scan && `scan of ${scan.photos} photos: ${scan.ms.toFixed(2)} ms`,
    memory !== null && `memory: ${(memory / 1e6).toFixed(0)} MB`,
    pressure && `processor pressure: ${pressure}`,
  ];
  return [...facts.filter(Boolean), '', ...lines].join('\n');
}

/** The columns of a row; a failure stands in the place of its times. */
export function cells({ space, tower, precision, backend, timing, failure }: BenchmarkRow): string[] {
  const start = [space, tower, precision, backend];
  if (!timing) return [...start, failure ?? '', '', '', '', ''];
  const { min, avg, max } = timing;
  const thousand = tower === 'image' ? `${avg.toFixed(0)} s` : '';
  return [...start, min.toFixed(1), avg.toFixed(1), max.toFixed(1), (1000 / avg).toFixed(1), thousand];
}
