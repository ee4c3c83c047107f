/** Opens the library, and creates `Session.library` and `Session.mark`. */

import { signal } from '@preact/signals';
import { proxy, type Remote } from 'comlink';
import { type ProblemCode, problemCode } from '#core/errors';
import type { Marks, PhotoNo } from '#core/photo';
import { LIBRARY_EVENTS, type LibraryWorker } from '#workers/library/contract';
import { openChannel } from '#workers/shared/channel';
import { later } from '../later';
import { crashesInRow } from '../shell/crashes';
import type { Library } from './contract';
import { LibraryView } from './library-view';
import type { ManagingParts, managingVerbs } from './managing';
import { Thumbnails } from './thumbnails';
import { readTransfer } from './transfer';

/** @param newer called when another tab runs a newer build of the app */
export function openLibrary(library: Remote<LibraryWorker>, newer: () => void) {
  const thumbnails = new Thumbnails(library);
  const view = new LibraryView(openChannel(LIBRARY_EVENTS, newer), (removed) => thumbnails.forget(removed));
  const fatal = signal<ProblemCode | null>(null);
  const setFatal = (why: ProblemCode | null) => {
    fatal.value = why;
  };
  const opened = library.open(proxy(setFatal), crashesInRow()).then((snapshot) => view.open(snapshot));
  opened.then(
    // A store that is held is told of, and no more, by the worker: the rest of the library may be open.
    () => fatal.peek() !== 'read-blocked' && setFatal(null),
    (error) => setFatal(problemCode(error)),
  );
  return { view, thumbnails, fatal, opened };
}

interface Parts extends Omit<ManagingParts, 'library' | 'found' | 'view'> {
  library: ManagingParts['library'] &
    Pick<LibraryWorker, 'mark' | 'unreadAtOpening' | 'foundPhotos' | 'cameWithIndex' | 'playVideos'>;
  view: Pick<LibraryView, 'failed' | 'inMemory' | 'sources'>;
  /** Resolves when the library is open. */
  opened: Promise<unknown>;
}

export function startLibrary(parts: Parts) {
  const { library, view, opened, attempt, notify } = parts;
  const found = signal<readonly PhotoNo[]>([]);
  // The browser empties a transfer after its event, so it is read even if the code that adds is not here yet.
  const addTransfer = (transfer: DataTransfer) => contract.addTransferred(readTransfer(transfer));
  const contract: Library & Pick<ReturnType<typeof managingVerbs>, 'addTransferred'> = later({
    here: { failed: view.failed, inMemory: view.inMemory, found, addTransfer },
    load: async () => {
      const [{ followLooks, managingVerbs }, { lendPlayer }] = await Promise.all([
        import('./managing'),
        import('./video-player'),
      ]);
      opened.then(() => followLooks(library, { found, notify })).catch(() => undefined);
      opened.then(() => lendPlayer(library)).catch(() => undefined);
      return managingVerbs({ ...parts, found });
    },
    instead: NOTHING,
    attempt,
  });
  const mark = (photos: readonly PhotoNo[], marks: Marks) => attempt(() => library.mark(photos, marks));
  return { library: contract, mark };
}

const NOTHING = {
  /** The screen falls back to an input. */
  pickFolder: false,
  addFiles: 'failed' as const,
  picture: null,
  clip: null,
  details: null,
  missing: null,
  subfolders: null,
  kindsLeftOut: null,
};
