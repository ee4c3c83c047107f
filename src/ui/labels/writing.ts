/** Tables and lists as files. Written a slice at a time, so that the page goes on drawing meanwhile. */

import { FORMULA } from '#core/listing';
import type { PhotoCard, PhotoNo } from '#core/photo';
import type { Session } from '#session/contract';

type Value = string | number;

/** Values that are written in one go: a few milliseconds' worth. */
const SLICE = 10_000;
/** Photos whose paths are asked for in one go. */
const PATHS = 500;

/**
 * A CSV file as RFC 4180 has it, with a mark at its start so that spreadsheets read it as UTF-8. An
 * apostrophe stands before whatever would be a formula.
 * @param row the values of row 0 .. rows - 1
 */
export async function csvFile(
  name: string,
  head: readonly string[],
  rows: number,
  row: (index: number) => Value[],
): Promise<File> {
  const { unparse } = (await import('papaparse')).default;
  const write = (lines: Value[][]) => `${unparse(lines, { escapeFormulae: FORMULA })}\r\n`;
  const parts = [`\ufeff${write([[...head]])}`];
  await inSlices(rows, head.length, (from, to) => {
    parts.push(write(Array.from({ length: to - from }, (_, i) => row(from + i))));
  });
  return new File(parts, `${name}.csv`, { type: 'text/csv' });
}

/** A JSON file: an array, one item a line. */
export async function jsonFile(
  name: string,
  values: number,
  items: number,
  item: (index: number) => object,
): Promise<File> {
  const parts = ['[\n'];
  await inSlices(items, values, (from, to) => {
    for (let i = from; i < to; i++) parts.push(JSON.stringify(item(i)), i + 1 < items ? ',\n' : '\n');
  });
  return new File([...parts, ']\n'], `${name}.json`, { type: 'application/json' });
}

/** Where each photo was found, with the file name; empty where it is gone meanwhile. */
export async function pathsOf(session: Session, photos: readonly PhotoCard[]): Promise<string[]> {
  const paths = new Map<PhotoNo, string>();
  for (let from = 0; from < photos.length; from += PATHS) {
    const some = photos.slice(from, from + PATHS).map(({ no }) => no);
    for (const { no, origins } of await session.detailsOf(some)) paths.set(no, origins[0]?.path ?? '');
  }
  return photos.map(({ no }) => paths.get(no) ?? '');
}

/** Seven digits: as many as a 32-bit float has, and no noise after them. */
export function written(value: number): number {
  return Number(value.toPrecision(7));
}

async function inSlices(count: number, width: number, work: (from: number, to: number) => void) {
  const step = Math.max(1, Math.floor(SLICE / Math.max(1, width)));
  for (let from = 0; from < count; from += step) {
    work(from, Math.min(count, from + step));
    await new Promise((resolve) => setTimeout(resolve));
  }
}
