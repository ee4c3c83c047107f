/** Makes the session that the screens work with, out of the workers. */

import { signal } from '@preact/signals';
import { type ProblemCode, problemCode } from '#core/errors';
import { DEFAULT_MODEL } from '#models/catalogue';
import type { Query, Session } from '../ui/session';
import { Finder } from './finding';
import { importVerbs } from './importing';
import { watchInstall } from './install';
import { LibraryView } from './library-view';
import { startNotices } from './notices';
import type { Preferences } from './preferences';
import { watchReadiness } from './readiness';
import { startRouter } from './router';
import { storageUse } from './storage';
import { Thumbnails } from './thumbnails';
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
  const readiness = watchReadiness(
    model,
    // The library comes first: it is what the user waits for.
    () => opened.then(() => encoder.store(model.id)),
    () => view.indexing.value.problem,
    install.possible,
  );

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
    file: async (photo) => {
      const [details, blob] = await Promise.all([library.details(photo), library.picture(photo)]);
      return details && blob && new File([blob], details.name, { type: blob.type || details.type });
    },
    details: (photo) => library.details(photo),
    storage: storageUse,
    erase: () => attempt(() => library.erase()),
    install: install.ask,
    update: readiness.update,
  };
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
