/** Chooses how a library is scanned, by its size when its space is opened. */

import { transfer } from 'comlink';
import { run } from '#workers/shared/running';
import type { Scanner } from './scanner';
import type { SliceWorker } from './slice-worker';
import { Slices } from './slices';
import { VectorIndex } from './vector-index';

/** Below this many rows, one worker scans faster than messages to others and back would take. */
const SLICED_FROM = 200_000;

/** All cores share the memory's bandwidth, and a few of them saturate it. */
const MOST_SLICES = 4;

/** @param rows number of rows that the space has now */
export async function startScanner(dimension: number, rows: number): Promise<Scanner> {
  const slices = Math.min(MOST_SLICES, navigator.hardwareConcurrency);
  if (rows < SLICED_FROM || slices < 2) return VectorIndex.create(dimension);
  return startSlices(dimension, slices);
}

export async function startSlices(dimension: number, count: number): Promise<Scanner> {
  const workers = Array.from({ length: count }, () =>
    run<SliceWorker>(new Worker(new URL('./slice-worker.ts', import.meta.url), { type: 'module' })),
  );
  const slices = workers.map(({ remote }) => remote);
  await Promise.all(slices.map((slice) => slice.open(dimension)));
  return new Slices(
    slices.map((slice) => ({
      size: () => slice.size(),
      bytes: () => slice.bytes(),
      append: (rows) =>
        slice.append(transfer(rows, [rows.photos.buffer, rows.codes.buffer, rows.scales.buffer])),
      remove: (photos) => slice.remove(photos),
      find: (sought) => slice.find(sought),
    })),
    () => {
      for (const { end } of workers) end();
    },
  );
}
