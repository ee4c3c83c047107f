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
import { importVerbs, tellUnread } from './importing';
import { LibraryView } from './library-view';
import type { ManagingParts } from './managing';
import { Thumbnails } from './thumbnails';

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
    () => setFatal(null),
    (error) => setFatal(problemCode(error)),
  );
  return { view, thumbnails, fatal, opened };
}

interface Parts extends Omit<ManagingParts, 'library' | 'found' | 'tellUnread' | 'view'> {
  library: ManagingParts['library'] &
    Pick<
      LibraryWorker,
      | 'addFiles'
      | 'addFolder'
      | 'addFolderFiles'
      | 'addSamples'
      | 'mark'
      | 'unreadAtOpening'
      | 'foundPhotos'
      | 'cameWithIndex'
    >;
  view: Pick<LibraryView, 'failed' | 'inMemory' | 'sources'>;
  /** Resolves when the library is open. */
  opened: Promise<unknown>;
}

export function startLibrary(parts: Parts) {
  const { library, view, opened, attempt, notify } = parts;
  const found = signal<readonly PhotoNo[]>([]);
  const contract: Library = later({
    here: { failed: view.failed, inMemory: view.inMemory, found, ...importVerbs(library, attempt, notify) },
    load: async () => {
      const { followLooks, managingVerbs } = await import('./managing');
      const more = { found, tellUnread: (unread: readonly string[]) => tellUnread(unread, notify) };
      opened.then(() => followLooks(library, { ...more, notify })).catch(() => undefined);
      return managingVerbs({ ...parts, ...more });
    },
    instead: NOTHING,
    attempt,
  });
  const mark = (photos: readonly PhotoNo[], marks: Marks) => attempt(() => library.mark(photos, marks));
  return { library: contract, mark };
}

const NOTHING = {
  picture: null,
  clip: null,
  details: null,
  missing: null,
  subfolders: null,
  kindsLeftOut: null,
};
