/** Starts a faces worker. */

import { asProblem } from '#core/errors';
import { encoderThreads } from '#workers/encode/contract';
import type { FacesWorker, FoundFace } from '#workers/faces/contract';
import { run } from '#workers/shared/running';
import { thisTab } from '#workers/shared/tab';
import type { Looker } from '../background/photo-by-photo';
import { thriftHere } from '../encoding/thrift';

/** What finds faces; see `FacesWorker`. */
export interface FaceFinder extends Looker {
  find(picture: Blob): Promise<FoundFace[]>;
}

/** A picture that takes longer hangs: a group of fifty on a slow phone takes half a minute. */
const MOST_MS = 120_000;

/** @throws Problem as of `FacesWorker.open` */
export async function startFinder(): Promise<FaceFinder> {
  const worker = run<FacesWorker>(
    new Worker(new URL('../../faces/worker.ts', import.meta.url), { type: 'module', name: thisTab }),
  );
  try {
    await worker.remote.open(Math.min(encoderThreads(), thriftHere().threads));
  } catch (error) {
    worker.end();
    throw asProblem(error, 'encoder-failed');
  }
  return {
    find: (picture) => worker.within(MOST_MS, worker.remote.find(picture)),
    end: () => worker.end(),
  };
}
