/** Verbs that add photos. */

import { type ProxyMarked, proxy } from 'comlink';
import { MOST_COPIED, type PickedFile, type PickedParts, partsOf } from '#core/picked-file';
import type { LibraryWorker } from '#workers/library/contract';
import type { Attempt, Notify } from '../shell/notices';
import { keepStorage } from '../shell/storage';
import type { Added, Library } from './contract';
import type { Transferred } from './transfer';

/** How many paths a notice names. */
const MOST_NAMED = 3;

/** Posts a notice of subfolders that cannot be read. The rest of their folders has been added. */
export function tellUnread(unread: readonly string[], notify: Notify): void {
  const count = unread.length;
  if (count > 0) notify({ done: 'unread', count, name: unread.slice(0, MOST_NAMED).join(', ') });
}

/** Hands files over part by part, and posts a notice if there are some of which no copy is kept while they wait. */
function handedOver(files: readonly PickedFile[], notify: Notify): PickedParts & ProxyMarked {
  let told = false;
  const parts = partsOf(files, (bytes) => {
    if (told || bytes <= MOST_COPIED) return;
    told = true;
    notify({ done: 'uncopied' });
  });
  return proxy(parts);
}

/** Returns the verbs that add photos. Each first asks the browser for persistent storage. */
export function importVerbs(
  library: Pick<LibraryWorker, 'expectFiles' | 'addFiles' | 'addFolder' | 'addFolderFiles' | 'addSamples'>,
  attempt: Attempt,
  notify: Notify,
) {
  const bringIn = (work: () => Promise<unknown>) =>
    attempt(async () => {
      void keepStorage();
      await work();
    });
  const tell = (unread: readonly string[]) => tellUnread(unread, notify);
  const addFiles = (files: readonly PickedFile[]) => library.addFiles(handedOver(files, notify));
  const addFolderFiles = async (name: string, files: readonly PickedFile[], unread?: readonly string[]) =>
    tell(await library.addFolderFiles(name, handedOver(files, notify), unread));
  // Only costs time if it fails: whatever is wrong is told once there are files.
  const expectFiles = () => library.expectFiles().catch(() => undefined);
  return {
    expectFiles,
    addFiles: async (files): Promise<Added> => {
      let added = 'failed' as Added;
      await bringIn(async () => {
        added = (await addFiles(files)) ? 'kept' : 'waiting';
      });
      return added;
    },
    addFolderFiles: (name, files) => bringIn(() => addFolderFiles(name, files)),
    addSamples: () => bringIn(() => library.addSamples()),
    addTransferred: (reading: Promise<Transferred>) =>
      bringIn(async () => {
        const { files, folders, folderFiles } = await reading;
        if (files.length > 0) await addFiles(files);
        for (const folder of folders) await attempt(async () => tell(await library.addFolder(folder)));
        for (const { name, ...inside } of folderFiles) {
          await addFolderFiles(name, inside.files, inside.unread);
        }
      }),
    pickFolder: async () => {
      if (!('showDirectoryPicker' in globalThis)) return false;
      void expectFiles();
      try {
        const folder = await showDirectoryPicker({ id: 'photos', mode: 'read', startIn: 'pictures' });
        void bringIn(async () => tell(await library.addFolder(folder)));
      } catch (error) {
        // If the user closes the picker, the fallback input must not open.
        if (!(error instanceof DOMException && error.name === 'AbortError')) return false;
      }
      return true;
    },
  } satisfies Partial<Library> & { addTransferred: unknown };
}
