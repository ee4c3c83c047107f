/** Verbs that add photos. */

import type { LibraryWorker } from '#workers/library/contract';
import type { Attempt, Notify } from '../shell/notices';
import { keepStorage } from '../shell/storage';
import type { Library } from './contract';
import { readTransfer } from './transfer';

/** How many paths a notice names. */
const MOST_NAMED = 3;

/** Posts a notice of subfolders that cannot be read. The rest of their folders has been added. */
export function tellUnread(unread: readonly string[], notify: Notify): void {
  const count = unread.length;
  if (count > 0) notify({ done: 'unread', count, name: unread.slice(0, MOST_NAMED).join(', ') });
}

/** Returns the verbs that add photos. Each first asks the browser for persistent storage. */
export function importVerbs(
  library: Pick<LibraryWorker, 'addFiles' | 'addFolder' | 'addFolderFiles' | 'addSamples'>,
  attempt: Attempt,
  notify: Notify,
) {
  const bringIn = (work: () => Promise<unknown>) =>
    attempt(async () => {
      void keepStorage();
      await work();
    });
  const tell = (unread: readonly string[]) => tellUnread(unread, notify);
  return {
    addFiles: (files) => bringIn(() => library.addFiles(files)),
    addFolderFiles: (name, files) => bringIn(async () => tell(await library.addFolderFiles(name, files))),
    addSamples: () => bringIn(() => library.addSamples()),
    addTransfer: (transfer) => {
      const reading = readTransfer(transfer);
      return bringIn(async () => {
        const { files, folders, folderFiles } = await reading;
        if (files.length > 0) await library.addFiles(files);
        for (const folder of folders) await attempt(async () => tell(await library.addFolder(folder)));
        for (const { name, ...inside } of folderFiles) {
          tell(await library.addFolderFiles(name, inside.files, inside.unread));
        }
      });
    },
    pickFolder: async () => {
      if (!('showDirectoryPicker' in globalThis)) return false;
      try {
        const folder = await showDirectoryPicker({ id: 'photos', mode: 'read', startIn: 'pictures' });
        void bringIn(async () => tell(await library.addFolder(folder)));
      } catch (error) {
        // If the user closes the picker, the fallback input must not open.
        if (!(error instanceof DOMException && error.name === 'AbortError')) return false;
      }
      return true;
    },
  } satisfies Partial<Library>;
}
