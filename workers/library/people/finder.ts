/** Starts a faces worker. */

import type { FacesWorker, FoundFace } from '#workers/faces/contract';
import { run } from '#workers/shared/running';
import { thisTab } from '#workers/shared/tab';
import { MOST_MS, opened } from '../background/opened';
import type { Looker } from '../background/photo-by-photo';

/** What finds faces; see `FacesWorker`. */
export interface FaceFinder extends Looker {
  find(picture: Blob): Promise<FoundFace[]>;
}

/** @throws Problem as of `FacesWorker.open` */
export async function startFinder(): Promise<FaceFinder> {
  const worker = run<FacesWorker>(
    new Worker(new URL('../../faces/worker.ts', import.meta.url), { type: 'module', name: thisTab }),
  );
  const { remote, within, end } = await opened(worker, (threads) => worker.remote.open(threads));
  return {
    find: (picture) => within(MOST_MS, remote.find(picture)),
    end,
  };
}
