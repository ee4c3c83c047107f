/** Verbs that install models, remove them, and choose the one in use. */

import { problemCode } from '#core/errors';
import type { LibraryWorker } from '#workers/library/contract';
import type { ModelsWorker } from '#workers/models/contract';
import type { Attempt, Notify } from '../shell/notices';
import { keepStorage } from '../shell/storage';
import type { Models } from './contract';

export function modelVerbs(
  models: Pick<
    ModelsWorker,
    | 'install'
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
  /** The encoder's own row shows that its download failed; a notice would repeat it. */
  const quietly = (work: Promise<void>) => void work.catch((error) => console.warn('Not installed:', error));
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
    install: (encoder) => {
      void keepStorage();
      quietly(models.install(encoder));
    },
    cancel: (encoder) => void attempt(() => models.cancel(encoder)),
    confirm: (encoder, accepted) => void attempt(() => models.confirm(encoder, accepted)),
    repair: (encoder) => quietly(models.repair(encoder)),
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
