/** Entry of a decode worker. The library runs a pool of these. */

import { expose, transfer } from 'comlink';
import type { DecodeWorker } from './contract';
import { decode } from './decode';

const worker: DecodeWorker = {
  async decode(bytes, previewEdge) {
    const outcome = await decode(bytes, previewEdge);
    return outcome.ok ? transfer(outcome, [outcome.picture.pixels.buffer]) : outcome;
  },
};

expose(worker);
