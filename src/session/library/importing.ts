/** Verbs that add photos. */

import type { LibraryWorker } from '#workers/library/contract';
import type { Attempt } from '../shell/notices';
import { keepStorage } from '../shell/storage';
import type { Library } from './contract';
import { readTransfer } from './transfer';

/** Returns the verbs that add photos. Each first asks the browser for persistent storage. */
export function importVerbs(
  library: Pick<LibraryWorker, 'addFiles' | 'addFolder' | 'addFolderFiles' | 'addSamples'>,
  attempt: Attempt,
) {
  const bringIn = (work: () => Promise<unknown>) =>
    attempt(async () => {
      void keepStorage();
      await work();
    });
  return {
    addFiles: (files) => bringIn(() => library.addFiles(files)),
    addFolderFiles: (name, files) => bringIn(() => library.addFolderFiles(name, files)),
    addSamples: () => bringIn(() => library.addSamples()),
    addTransfer: (transfer) => {
      const reading = readTransfer(transfer);
      return bringIn(async () => {
        const { files, folders, folderFiles } = await reading;
        if (files.length > 0) await library.addFiles(files);
        for (const folder of folders) await library.addFolder(folder);
        for (const folder of folderFiles) await library.addFolderFiles(folder.name, folder.files);
      });
    },
    pickFolder: async () => {
      if (!('showDirectoryPicker' in globalThis)) return false;
      try {
        const folder = await showDirectoryPicker({ id: 'photos', mode: 'read', startIn: 'pictures' });
        void bringIn(() => library.addFolder(folder));
      } catch (error) {
        // If the user closes the picker, the fallback input must not open.
        if (!(error instanceof DOMException && error.name === 'AbortError')) return false;
      }
      return true;
    },
  } satisfies Partial<Library>;
}
