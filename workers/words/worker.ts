/** Entry of a words worker. */

import { expose } from 'comlink';
import { Problem } from '#core/errors';
import { onRequest } from '#net/ledger';
import { tellRequests } from '#workers/shared/ledger';
import { trustOwnScripts } from '#workers/shared/trusted-scripts';
import type { WordsWorker } from './contract';
import { hasText } from './detector';
import { type Networks, openNetworks } from './networks';
import { decodePixels, type Pixels } from './pixels';
import { readWords } from './reader';

// The runtime's threads are workers.
trustOwnScripts();

let networks: Networks | undefined;
/** Settles when the last picture is done with: pixels and tensors of one picture at a time are enough. */
let last: Promise<unknown> = Promise.resolve();

const worker: WordsWorker = {
  async open(threads) {
    networks ??= await openNetworks(threads);
  },

  hasWords: (picture) => inTurn(picture, (pixels, { detect }) => hasText(detect, pixels)),
  read: (picture) => inTurn(picture, readWords),
};

function inTurn<T>(picture: Blob, work: (pixels: Pixels, networks: Networks) => Promise<T>): Promise<T> {
  const done = last.then(async () => {
    if (!networks) throw new Problem('encoder-failed', 'No reader is open in this worker.');
    return work(await decodePixels(picture), networks);
  });
  last = done.catch(() => undefined);
  return done;
}

tellRequests(onRequest);
expose(worker);
