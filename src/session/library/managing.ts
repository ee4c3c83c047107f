/** Verbs of the library that the first screen does not need, and what is told after a look at the folders. */

import type { Signal } from '@preact/signals';
import { SHARED_CACHE } from '#core/caches';
import type { PhotoNo } from '#core/photo';
import type { LibraryWorker, PhotoDetails } from '#workers/library/contract';
import type { Attempt, Notify } from '../shell/notices';
import type { Preferences } from '../shell/preferences';
import type { Library } from './contract';
import { allDetails } from './details';
import { importVerbs, tellUnread } from './importing';
import type { LibraryView } from './library-view';

export interface ManagingParts {
  library: Pick<
    LibraryWorker,
    | 'expectFiles'
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
    | 'clip'
    | 'detailsOf'
    | 'erase'
    | 'missingPhotos'
    | 'keepLooking'
    | 'subfolders'
    | 'leaveFolderOut'
    | 'kindsLeftOut'
    | 'leaveKindsOut'
  >;
  view: Pick<LibraryView, 'sources'>;
  found: Signal<readonly PhotoNo[]>;
  preferences: Pick<Preferences, 'classText' | 'filled' | 'people' | 'days' | 'daysHidden'>;
  /** Forgets which requests were made. */
  forgetRequests: () => unknown;
  /** Downloads the model in use, without which no photo can be encoded. */
  bringIn: () => void;
  attempt: Attempt;
  notify: Notify;
}

export function managingVerbs(parts: ManagingParts) {
  const { library, view, found, preferences, bringIn, attempt, notify } = parts;
  /** @returns null, with a notice, if the work fails */
  const orNull = async <T>(work: () => Promise<T>): Promise<T | null> => {
    let result: T | null = null;
    await attempt(async () => {
      result = await work();
    });
    return result;
  };
  const details = (photos: readonly PhotoNo[]): Promise<readonly PhotoDetails[] | null> =>
    orNull(() => allDetails(library, photos));
  return {
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
    pause: () => attempt(() => library.pause()),
    resume: () => {
      bringIn();
      return attempt(() => library.resume());
    },
    retryFailed: () => attempt(() => library.retryFailed()),
    dismissFailed: () => attempt(() => library.dismissFailed()),
    picture: (photo) => urlOf(library.picture(photo)),
    clip: (photo) => urlOf(library.clip(photo)),
    details,
    erase: () =>
      attempt(() => {
        preferences.classText.value = '';
        preferences.filled.value = '';
        preferences.people.value = '';
        preferences.daysHidden.value = '';
        if (preferences.days.peek() !== 'off') preferences.days.value = '';
        void globalThis.caches?.delete(SHARED_CACHE);
        void parts.forgetRequests();
        return library.erase();
      }),
    missing: async (offered?: boolean) => {
      const photos = await orNull(() => library.missingPhotos(offered));
      return photos && details(photos);
    },
    removeMissing: (photos) => attempt(() => library.removePhotos(photos)),
    keepLooking: () => attempt(() => library.keepLooking()),
    dismissFound: () => {
      found.value = [];
    },
    subfolders: (source) => orNull(() => library.subfolders(source)),
    leaveFolderOut: (source, path, out) => attempt(() => library.leaveFolderOut(source, path, out)),
    kindsLeftOut: () => orNull(() => library.kindsLeftOut()),
    leaveKindsOut: (kinds) => attempt(() => library.leaveKindsOut(kinds)),
  } satisfies Partial<Library> & { addTransferred: unknown };
}

async function urlOf(reading: Promise<Blob | null>): Promise<string | null> {
  const blob = await reading.catch(() => null);
  return blob && URL.createObjectURL(blob);
}

/**
 * Tells what the look at opening could not read and what came with the indexes of folders, and collects the new photos
 * that looks bring. Never rejects.
 */
export async function followLooks(
  library: Pick<LibraryWorker, 'unreadAtOpening' | 'foundPhotos' | 'cameWithIndex'>,
  { found, notify }: Pick<ManagingParts, 'found' | 'notify'>,
): Promise<void> {
  try {
    await Promise.all([
      followIndexes(library, notify),
      followFound(library, found),
      library.unreadAtOpening().then((unread) => tellUnread(unread, notify)),
    ]);
  } catch (error) {
    console.error('Looks at folders are no longer followed:', error);
  }
}

async function followFound(
  library: Pick<LibraryWorker, 'foundPhotos'>,
  found: ManagingParts['found'],
): Promise<never> {
  for (;;) {
    const more = await library.foundPhotos();
    found.value = [...found.peek(), ...more];
  }
}

/** Posts a notice for each folder whose photos have come with its index. */
async function followIndexes(library: Pick<LibraryWorker, 'cameWithIndex'>, notify: Notify): Promise<never> {
  for (;;) {
    for (const { name, photos } of await library.cameWithIndex())
      notify({ done: 'fromIndex', count: photos, name });
  }
}
