/** Makes the session that the screens work with: wires the workers, turns what goes wrong into notices. */

import { computed, signal } from '@preact/signals';
import type { Remote } from 'comlink';
import { type ProblemCode, problemCode } from '#core/errors';
import { DEFAULT_MODEL } from '#models/catalogue';
import { MODEL_CHANNEL, type ModelProgress } from '#workers/encode/contract';
import type { LibraryWorker } from '#workers/library/contract';
import type { Notice, Query, Readiness, Session } from '../ui/session';
import { Finder } from './finding';
import { watchInstall } from './install';
import { LibraryView } from './library-view';
import { startOffline } from './offline';
import type { Preferences } from './preferences';
import { startRouter } from './router';
import { keepStorage, storageUse } from './storage';
import { Thumbnails } from './thumbnails';
import { readTransfer } from './transfer';
import { startLibrary, startSearch, startTextEncoder } from './workers';

const model = DEFAULT_MODEL;

export function startSession(preferences: Preferences): Session {
  const library = startLibrary();
  const thumbnails = new Thumbnails((photos) => library.thumbnails(photos));
  const view = new LibraryView((removed) => thumbnails.forget(removed));
  const fatal = signal<ProblemCode | null>(null);
  const { notices, notify, dismissNotice, attempt } = startNotices();

  const opened = library.open(model.id).then(
    (snapshot) => view.open(snapshot),
    (error) => {
      fatal.value = problemCode(error);
    },
  );
  const encoder = startTextEncoder();
  const finder = new Finder({
    model,
    search: opened.then(openSearch),
    textEncoder: lazily(async () => {
      await encoder.open(model.id, 'text', 1);
      return encoder;
    }),
    cards: view.cards,
  });
  followLibrary(view, finder);

  const router = startRouter();
  const install = watchInstall();
  // Once the library is there, so is everything else that works without a network.
  const stored = opened.then(() => encoder.store(model.id));
  const readiness = watchReadiness(view, stored, install.possible);

  return {
    place: router.place,
    go: router.go,
    fatal,
    opened: view.opened,
    photos: view.photos,
    failed: view.failed,
    sources: view.sources,
    indexing: view.indexing,
    query: finder.query,
    finding: finder.finding,
    readiness: readiness.state,
    notices,
    ...preferences,

    ask: (query) => finder.ask(isBlank(query) ? { kind: 'none' } : query),
    ...importVerbs(library, attempt),
    removeSource: (source) => attempt(() => library.removeSource(source)),
    removePhoto: (photo) =>
      attempt(async () => {
        await library.removePhotos([photo]);
        notify({ done: 'removed', count: 1 });
      }),
    reconnect: () =>
      attempt(async () => {
        for (const { handle, locked } of view.sources.peek()) {
          if (locked) await handle?.requestPermission({ mode: 'read' });
        }
        const count = await library.rescan();
        notify(count > 0 ? { done: 'added', count } : { done: 'nothingNew' });
      }),
    pause: () => void attempt(() => library.pause()),
    resume: () => void attempt(() => library.resume()),
    retryFailed: () => void attempt(() => library.retryFailed()),
    dismissFailed: () => void attempt(() => library.dismissFailed()),
    dismissNotice,
    thumbnail: (photo) => thumbnails.get(photo),
    cachedThumbnail: (photo) => thumbnails.cached(photo),
    picture: async (photo) => {
      const blob = await library.picture(photo);
      return blob && URL.createObjectURL(blob);
    },
    details: (photo) => library.details(photo),
    storage: storageUse,
    erase: () => attempt(() => library.erase()),
    install: install.ask,
    update: readiness.update,
  };
}

/** Everything that brings photos in. Each asks the browser first not to clear the library by itself. */
function importVerbs(library: Remote<LibraryWorker>, attempt: Attempt) {
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
        // Closing the picker is an answer, not a problem.
        if (!(error instanceof DOMException && error.name === 'AbortError')) return false;
      }
      return true;
    },
  } satisfies Partial<Session>;
}

type Attempt = (work: () => Promise<unknown>) => Promise<void>;

function startNotices() {
  const notices = signal<readonly Notice[]>([]);
  let last = 0;
  const notify = (notice: Omit<Notice, 'id'>) => {
    notices.value = [...notices.value, { ...notice, id: ++last }];
  };
  const dismissNotice = (id: number) => {
    notices.value = notices.value.filter((notice) => notice.id !== id);
  };
  const attempt: Attempt = async (work) => {
    try {
      await work();
    } catch (error) {
      console.error(error);
      notify({ problem: problemCode(error) });
    }
  };
  return { notices, notify, dismissNotice, attempt };
}

/** While photos arrive, what is shown for a query is asked again, but no more than once a second. */
function followLibrary(view: LibraryView, finder: Finder): void {
  const PATIENCE_MS = 1000;
  let due = false;
  view.cards.subscribe(() => {
    if (due) return;
    due = true;
    setTimeout(() => {
      due = false;
      finder.refresh();
    }, PATIENCE_MS);
  });
}

function watchReadiness(view: LibraryView, stored: Promise<void>, installable: { value: boolean }) {
  const loading = signal<Readiness['loading']>(null);
  const storing = signal<'preparing' | 'ready' | 'unavailable'>('preparing');
  const offline = startOffline();
  const progress = new Map<string, ModelProgress>();
  new BroadcastChannel(MODEL_CHANNEL).onmessage = ({ data }: MessageEvent<ModelProgress>) => {
    progress.set(data.tower, data);
    const towers = [...progress.values()];
    const loaded = towers.reduce((sum, tower) => sum + tower.loaded, 0);
    const total = towers.reduce((sum, tower) => sum + tower.total, 0);
    loading.value = loaded < total ? { loaded, total } : null;
  };
  void stored
    .then(() => {
      storing.value = 'ready';
    })
    .catch((error) => {
      console.warn('The model is not here yet:', error);
      storing.value = 'unavailable';
    })
    .finally(() => {
      loading.value = null;
    });
  const state = computed<Readiness>(() => ({
    modelId: model.id,
    loading: loading.value,
    modelProblem: view.indexing.value.problem,
    offline: [offline.state.value, storing.value].includes('unavailable')
      ? 'unavailable'
      : offline.state.value === 'ready'
        ? storing.value
        : 'preparing',
    updateWaiting: offline.updateWaiting.value,
    installable: installable.value,
  }));
  return { state, update: offline.update };
}

async function openSearch() {
  const search = startSearch();
  await search.open(model.space, model.dimension);
  return search;
}

/** Calls the maker when first asked, and again after it failed. */
function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}

function isBlank(query: Query): boolean {
  return query.kind === 'text' && query.text.trim() === '';
}
