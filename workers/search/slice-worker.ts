/** Entry of a worker that scans one slice of a very large library. */

import { expose, transfer } from 'comlink';
import type { Scanner } from './scanner';
import { VectorIndex } from './vector-index';

export interface SliceWorker extends Scanner {
  /** Must be called first. */
  open(dimension: number): Promise<void>;
}

let index: VectorIndex;

const worker: SliceWorker = {
  open: async (dimension) => {
    index = await VectorIndex.create(dimension);
  },
  size: () => index.size(),
  bytes: () => index.bytes(),
  append: (rows) => index.append(rows),
  remove: (photos) => index.remove(photos),
  find: (sought) => {
    const found = index.find(sought);
    return transfer(found, [found.photos.buffer, found.scores.buffer]);
  },
};

expose(worker);
