/** Judges what a run over a space has found, and prints it as a table. */

import type { Backend } from '#core/space';
import type { Ranking, VerifiedEncoder, VerifiedRecord } from '#models/verified';

/** Fraction of the album's queries that must have a right photo among the first five. */
const ENOUGH = 22 / 30;

/** What makes a space fail, a line each; empty if it is verified. */
export function faultsOf(record: VerifiedRecord): string[] {
  const faults = record.encoders.flatMap((encoder) => {
    if (encoder.missing !== null) return [`${encoder.id} did not arrive: ${encoder.missing}`];
    const failed = Object.entries(encoder.backends).filter(([backend, told]) => isFault(backend, told));
    if (failed.length === 0 && Object.keys(encoder.backends).length === 0)
      return [`${encoder.id} was not measured`];
    return failed.map(([backend, why]) => `${encoder.id} fails on ${backend}: ${why}`);
  });
  // A language that is not the encoder's first may be weak; that is recorded, not judged.
  const judged = record.rankings.filter(
    ({ image, text }, i) =>
      record.rankings.findIndex((other) => other.image === image && other.text === text) === i,
  );
  for (const ranking of judged) {
    if (ranking.five < ENOUGH * ranking.queries) {
      faults.push(`${ranking.image} with ${ranking.text} ranks badly: ${rankingText(ranking)}`);
    }
  }
  return faults;
}

/** Whether a backend failed. A graph that our runtime of towers refuses is run by onnxruntime. */
function isFault(backend: string, told: number | string): boolean {
  return typeof told === 'string' && backend !== 'tower';
}

const HEAD = [
  'encoder',
  'files',
  'hashes',
  'contract, golden',
  'wasm ms',
  'forecast',
  'tower ms',
  'webgpu ms',
  'first / five of 30',
  'peak MB',
];

/** One table of all spaces: a row for each encoder, then the faults, then the hashes that were pinned. */
export function tableOf(records: readonly VerifiedRecord[]): string {
  const rows = records.flatMap((record) =>
    record.encoders.map((encoder, i) => [
      encoder.id,
      String(encoder.files.length),
      hashesOf(encoder),
      stateOf(encoder),
      millisecondsOf(encoder, 'wasm'),
      encoder.forecast?.toFixed(1) ?? '–',
      millisecondsOf(encoder, 'tower'),
      millisecondsOf(encoder, 'webgpu'),
      record.rankings
        .filter(({ image, text }) => (isImage(record, encoder) ? image : text) === encoder.id)
        .filter(({ text }) => !isImage(record, encoder) || text === record.rankings.at(-1)?.text)
        .map(rankingText)
        .join(', ') || '–',
      i === 0 && record.peak !== null ? (record.peak / 1e6).toFixed(0) : '',
    ]),
  );
  const widths = HEAD.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd();
  const pins = records.flatMap(({ encoders }) =>
    encoders.flatMap(({ id, files }) =>
      files
        .filter(({ published }) => !published)
        .map((file) => `${id}  ${file.path}  ${file.bytes}  ${file.sha256}`),
    ),
  );
  return [
    line(HEAD),
    ...rows.map(line),
    ...titled('Faults:', records.flatMap(faultsOf)),
    ...titled('Pinned, for models/hashes.ts:', pins),
  ].join('\n');
}

function titled(title: string, lines: readonly string[]): string[] {
  return lines.length > 0 ? ['', title, ...lines] : [];
}

function hashesOf({ files, missing }: VerifiedEncoder): string {
  if (missing !== null) return 'FAIL';
  const pinned = files.filter(({ published }) => !published).length;
  return pinned === 0 ? 'as published' : `${pinned} pinned`;
}

function stateOf({ backends, missing }: VerifiedEncoder): string {
  const told = Object.entries(backends);
  return missing === null && told.length > 0 && !told.some(([backend, each]) => isFault(backend, each))
    ? 'pass'
    : 'FAIL';
}

function millisecondsOf({ backends }: VerifiedEncoder, backend: Backend): string {
  const told = backends[backend];
  if (typeof told === 'number') return told.toFixed(1);
  return told !== undefined && isFault(backend, told) ? 'FAIL' : '–';
}

function isImage({ rankings }: VerifiedRecord, { id }: VerifiedEncoder): boolean {
  return rankings.some(({ image }) => image === id);
}

function rankingText({ language, first, five }: Ranking): string {
  return `${language} ${first} / ${five}`;
}
