/** Verbs that repair and remove models, bring in the user's own, and choose the one in use. */

import { problemCode } from '#core/errors';
import type { LibraryWorker } from '#workers/library/contract';
import type { ModelsWorker } from '#workers/models/contract';
import type { Attempt, Notify } from '../shell/notices';
import type { Models } from './contract';

export function modelVerbs(
  models: Pick<
    ModelsWorker,
    | 'cancel'
    | 'confirm'
    | 'repair'
    | 'remove'
    | 'useMirror'
    | 'addFolder'
    | 'addAddress'
    | 'forget'
    | 'handOver'
  >,
  library: Pick<LibraryWorker, 'choose' | 'chooseBackend'>,
  attempt: Attempt,
  notify: Notify,
) {
  /** Returns the result; on an error, posts a notice with its detail, for fixing it, and returns null. */
  const orNotice = async <T>(work: () => Promise<T>): Promise<T | null> => {
    try {
      return await work();
    } catch (error) {
      notify({ problem: problemCode(error), detail: error instanceof Error ? error.message : String(error) });
      return null;
    }
  };
  return {
    cancel: (encoder) => void attempt(() => models.cancel(encoder)),
    confirm: (encoder, accepted) => void attempt(() => models.confirm(encoder, accepted)),
    // Its own row shows that it failed, as that of `install`.
    repair: (encoder) => void models.repair(encoder).catch((error) => console.warn('Not repaired:', error)),
    remove: (encoder) => void attempt(() => models.remove(encoder)),
    choose: (choice) => void attempt(() => library.choose(choice)),
    chooseBackend: (encoder, backend) => void attempt(() => library.chooseBackend(encoder, backend)),
    setMirror: async (address) => (await orNotice(() => models.useMirror(address).then(() => true))) ?? false,
    addFolder: (name, files) => orNotice(() => models.addFolder(name, files)),
    addAddress: (address) => orNotice(() => models.addAddress(address)),
    handOver: (files) =>
      void orNotice(() => models.handOver(files)).then((handed) => {
        if (!handed) return;
        const count = handed.stored.length;
        notify(count > 0 ? { done: 'handed', count } : { done: 'handedNothing' });
      }),
    forget: (space) => void attempt(() => models.forget(space)),
  } satisfies Partial<Models>;
}
