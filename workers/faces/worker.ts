/** Entry of a faces worker. */

import { expose } from 'comlink';
import { Problem } from '#core/errors';
import { onRequest } from '#net/ledger';
import { tellRequests } from '#workers/shared/ledger';
import { trustOwnScripts } from '#workers/shared/trusted-scripts';
import type { FacesWorker, FoundFace } from './contract';
import { cropOf } from './crops';
import { describeFaces } from './finder';
import { openNetworks } from './models';
import type { Networks } from './network';
import { decodePixels } from './pixels';

// The runtime's threads are workers.
trustOwnScripts();

let networks: Networks | undefined;
/** Settles when the last picture is done with: pixels and tensors of one picture at a time are enough. */
let last: Promise<unknown> = Promise.resolve();

const worker: FacesWorker = {
  async open(threads) {
    networks ??= await openNetworks(threads);
  },

  find(picture) {
    const done = last.then(() => facesOf(picture));
    last = done.catch(() => undefined);
    return done;
  },
};

async function facesOf(picture: Blob): Promise<FoundFace[]> {
  if (!networks) throw new Problem('encoder-failed', 'No models are open in this worker.');
  const faces = await describeFaces(await decodePixels(picture), networks);
  return Promise.all(
    faces.map(async ({ square, ...face }) => ({ ...face, crop: square && (await cropOf(square)) })),
  );
}

tellRequests(onRequest);
expose(worker);
