/** Writes tables and lists as files, a slice at a time, so that the page can draw in between. */

import type { PhotoNo } from '#core/photo';
import type { Items, Table } from './contract';
import { BYTE_ORDER_MARK, csvLines } from './csv';

/** Values written per slice; that takes a few milliseconds. */
const SLICE = 10_000;

/** @param paths of the table's photos, in its order */
export async function csvFile({ name, head, row }: Table, paths: readonly string[]): Promise<File> {
  const pieces = [BYTE_ORDER_MARK + csvLines([head])];
  await inSlices(paths.length, head.length, (from, to) => {
    pieces.push(csvLines(paths.slice(from, to).map((path, i) => row(from + i, path))));
  });
  return new File(pieces, `${name}.csv`, { type: 'text/csv' });
}

/** Writes a JSON array with one item per line. */
export async function jsonFile({ name, width, item }: Items, paths: readonly string[]): Promise<File> {
  const pieces = ['[\n'];
  await inSlices(paths.length, width, (from, to) => {
    for (let i = from; i < to; i++) {
      pieces.push(JSON.stringify(item(i, paths[i] as string)), i + 1 < paths.length ? ',\n' : '\n');
    }
  });
  return new File([...pieces, ']\n'], `${name}.json`, { type: 'application/json' });
}

interface Originated {
  no: PhotoNo;
  origins: readonly { path: string }[];
}

/** Returns a path of each photo, with the file name; empty if the photo was removed in the meantime. */
export function pathsOf(photos: readonly { no: PhotoNo }[], details: readonly Originated[]): string[] {
  const paths = new Map(details.map(({ no, origins }) => [no, origins[0]?.path ?? '']));
  return photos.map(({ no }) => paths.get(no) ?? '');
}

async function inSlices(count: number, width: number, work: (from: number, to: number) => void) {
  const step = Math.max(1, Math.floor(SLICE / Math.max(1, width)));
  for (let from = 0; from < count; from += step) {
    work(from, Math.min(count, from + step));
    await new Promise((resolve) => setTimeout(resolve));
  }
}
