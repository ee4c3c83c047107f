/** Opens the library, and creates `Session.library` and `Session.mark`. */

import { signal } from '@preact/signals';
import { proxy, type Remote } from 'comlink';
import { type ProblemCode, problemCode } from '#core/errors';
import type { Marks, PhotoNo } from '#core/photo';
import { LIBRARY_EVENTS, type LibraryWorker, type PhotoDetails } from '#workers/library/contract';
import { openChannel } from '#workers/shared/channel';
import type { Attempt, Notify } from '../shell/notices';
import type { Preferences } from '../shell/preferences';
import type { Library } from './contract';
import { importVerbs, tellUnread } from './importing';
import { LibraryView } from './library-view';
import { Thumbnails } from './thumbnails';

/** @param newer called when another tab runs a newer build of the app */
export function openLibrary(library: Remote<LibraryWorker>, newer: () => void) {
  const thumbnails = new Thumbnails((photos) => library.thumbnails(photos));
  const view = new LibraryView(openChannel(LIBRARY_EVENTS, newer), (removed) => thumbnails.forget(removed));
  const fatal = signal<ProblemCode | null>(null);
  const blocked = () => {
    fatal.value = 'library-blocked';
  };
  const opened = library.open(proxy(blocked)).then((snapshot) => view.open(snapshot));
  opened.then(
    () => {
      fatal.value = null;
    },
    (error) => {
      fatal.value = problemCode(error);
    },
  );
  return { view, thumbnails, fatal, opened };
}

/** Methods of the library worker that the verbs call. */
type LibraryMethods = Pick<
  LibraryWorker,
  | 'addFiles'
  | 'addFolder'
  | 'addFolderFiles'
  | 'addSamples'
  | 'removeSource'
  | 'removePhotos'
  | 'rescan'
  | 'pause'
  | 'resume'
  | 'retryFailed'
  | 'dismissFailed'
  | 'picture'
  | 'detailsOf'
  | 'erase'
  | 'mark'
>;

interface Parts {
  library: LibraryMethods;
  view: Pick<LibraryView, 'failed' | 'sources'>;
  preferences: Pick<Preferences, 'classText'>;
  /** Downloads the model in use, without which no photo can be encoded. */
  bringIn: () => void;
  attempt: Attempt;
  notify: Notify;
}

export function startLibrary({ library, view, preferences, bringIn, attempt, notify }: Parts) {
  const contract: Library = {
    failed: view.failed,
    ...importVerbs(library, attempt, notify),
    removeSource: (source) => attempt(() => library.removeSource(source)),
    removePhotos: (photos) =>
      attempt(async () => {
        await library.removePhotos(photos);
        notify({ done: 'removed', count: photos.length });
      }),
    reconnect: () =>
      attempt(async () => {
        for (const { handle, locked } of view.sources.peek()) {
          if (locked) await handle?.requestPermission({ mode: 'read' });
        }
        const { found: count, unread } = await library.rescan();
        notify(count > 0 ? { done: 'added', count } : { done: 'nothingNew' });
        tellUnread(unread, notify);
      }),
    pause: () => void attempt(() => library.pause()),
    resume: () => {
      bringIn();
      void attempt(() => library.resume());
    },
    retryFailed: () => void attempt(() => library.retryFailed()),
    dismissFailed: () => void attempt(() => library.dismissFailed()),
    picture: async (photo) => {
      const blob = await library.picture(photo).catch(() => null);
      return blob && URL.createObjectURL(blob);
    },
    details: async (photos) => {
      let details: readonly PhotoDetails[] | null = null;
      await attempt(async () => {
        const { allDetails } = await import('./details');
        details = await allDetails(library, photos);
      });
      return details;
    },
    erase: () =>
      attempt(() => {
        preferences.classText.value = '';
        return library.erase();
      }),
  };
  const mark = (photos: readonly PhotoNo[], marks: Marks) => attempt(() => library.mark(photos, marks));
  return { library: contract, mark };
}
