/** The verbs that bring models in, take them out and put them to use. */

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
  >,
  library: Pick<LibraryWorker, 'choose' | 'chooseBackend'>,
  attempt: Attempt,
  notify: Notify,
) {
  /** What goes wrong with a download is said where the encoder stands; a notice would say it twice. */
  const quietly = (work: Promise<void>) => void work.catch((error) => console.warn('Not installed:', error));
  /** Gives what it made; if it made nothing the notice says why, with what helps to mend it. */
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
    forget: (space) => void attempt(() => models.forget(space)),
  } satisfies Partial<Models>;
}
