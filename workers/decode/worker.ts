/** Entry of a decode worker. The library worker runs a pool of these. */

import { expose, transfer } from 'comlink';
import type { DecodeWorker } from './contract';
import { decode, decodeSquare, decodeView } from './decode';

const worker: DecodeWorker = {
  async decode(bytes, geometry, previewEdge, sidecars) {
    const outcome = await decode(bytes, geometry, previewEdge, sidecars);
    return outcome.ok ? transfer(outcome, [outcome.picture.pixels.buffer]) : outcome;
  },

  async pixels(bytes, geometry) {
    const pixels = await decodeSquare(bytes, geometry);
    return pixels && transfer(pixels, [pixels.buffer]);
  },

  view: decodeView,
};

expose(worker);
