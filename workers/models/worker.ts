/** Entry point of the models worker. */

import { expose } from 'comlink';
import { asProblem } from '#core/errors';
import { onRequest } from '#net/ledger';
import { ownStores, whenInMemory } from '#store/database';
import { tellRequests } from '#workers/shared/ledger';
import { keepToThisTab } from '#workers/shared/tab';
import { trustOwnScripts } from '#workers/shared/trusted-scripts';
import type { ModelsWorker } from './contract';
import { Models } from './models';

ownStores('models');
whenInMemory(keepToThisTab);
trustOwnScripts();
// The first number that is formatted takes a phone 100 ms, in which the browser reads its tables; they are for all
// threads. This one has nothing to do until the library is open; the page is about to say how much of a model is here.
new Intl.NumberFormat().format(0);
const models = new Models();

/** Turns every error into a `Problem`, because only name and message survive the way to the page. */
function guarded<Arguments extends unknown[], Result>(verb: (...args: Arguments) => Promise<Result>) {
  return async (...args: Arguments): Promise<Result> => {
    try {
      return await verb.apply(models, args);
    } catch (error) {
      throw asProblem(error);
    }
  };
}

const worker: ModelsWorker = {
  open: guarded(models.open),
  install: guarded(models.install),
  cancel: guarded(models.cancel),
  confirm: guarded(models.confirm),
  repair: guarded(models.repair),
  remove: guarded(models.remove),
  useMirror: guarded(models.useMirror),
  plan: guarded(models.plan),
  handOver: guarded(models.handOver),
  addFolder: guarded(models.addFolder),
  addAddress: guarded(models.addAddress),
  forget: guarded(models.forget),
};

tellRequests(onRequest);
expose(worker);
