/** The verbs that bring models in, take them out and put them to use. */

import type { Remote } from 'comlink';
import { problemCode } from '#core/errors';
import type { LibraryWorker } from '#workers/library/contract';
import type { ModelsWorker } from '#workers/models/contract';
import type { Session } from '../contract';
import type { Attempt, Notify } from '../shell/notices';
import { keepStorage } from '../shell/storage';

export function modelVerbs(
  models: Remote<ModelsWorker>,
  library: Remote<LibraryWorker>,
  attempt: Attempt,
  notify: Notify,
) {
  /** What goes wrong with a download is said where the encoder stands; a notice would say it twice. */
  const quietly = (work: Promise<void>) => void work.catch((error) => console.warn('Not installed:', error));
  /** Gives what it made; where it made nothing the notice says why, with what helps to mend it. */
  const orNotice = async <T>(work: () => Promise<T>): Promise<T | null> => {
    try {
      return await work();
    } catch (error) {
      notify({ problem: problemCode(error), detail: error instanceof Error ? error.message : String(error) });
      return null;
    }
  };
  return {
    installEncoder: (encoder) => {
      void keepStorage();
      quietly(models.install(encoder));
    },
    cancelEncoder: (encoder) => void attempt(() => models.cancel(encoder)),
    confirmEncoder: (encoder, accepted) => void attempt(() => models.confirm(encoder, accepted)),
    repairEncoder: (encoder) => quietly(models.repair(encoder)),
    removeEncoder: (encoder) => void attempt(() => models.remove(encoder)),
    choose: (choice) => void attempt(() => library.choose(choice)),
    chooseBackend: (encoder, backend) => void attempt(() => library.chooseBackend(encoder, backend)),
    useMirror: async (address) => (await orNotice(() => models.useMirror(address).then(() => true))) ?? false,
    addModelFolder: (name, files) => orNotice(() => models.addFolder(name, files)),
    addModelAddress: (address) => orNotice(() => models.addAddress(address)),
    forgetModel: (space) => void attempt(() => models.forget(space)),
  } satisfies Partial<Session>;
}
