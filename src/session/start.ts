/** Makes the session that the screens work with, out of the workers. */

import { computed, effect, signal, untracked } from '@preact/signals';
import { proxy } from 'comlink';
import { type ProblemCode, problemCode } from '#core/errors';
import { speaks } from '#core/language';
import { startBenchmark } from './benchmark/start';
import { startBoxes } from './boxes/start';
import { NO_QUERY, type QueryPhoto, type Session } from './contract';
import { followActiveSpace } from './finding/active-space';
import { Calibration } from './finding/calibration';
import { cityAt } from './finding/cities';
import { Finder } from './finding/finding';
import { QueryVectors } from './finding/query-vectors';
import { TextEncoders } from './finding/text-encoders';
import { importVerbs } from './library/importing';
import { LibraryView } from './library/library-view';
import { Thumbnails } from './library/thumbnails';
import { KnownModels } from './models/known-models';
import { modelVerbs } from './models/model-verbs';
import { neededOf, watchReadiness } from './models/readiness';
import { onDemand } from './on-demand';
import { watchInstall } from './shell/install';
import { startNotices } from './shell/notices';
import { startOffline } from './shell/offline';
import type { Preferences } from './shell/preferences';
import { startRouter } from './shell/router';
import { storageUse } from './shell/storage';
import { startTidy } from './tidy/start';
import { spawnLibrary, spawnModels } from './workers';

export function startSession(preferences: Preferences): Session {
  const library = spawnLibrary();
  const thumbnails = new Thumbnails((photos) => library.thumbnails(photos));
  const offline = startOffline();
  const view = new LibraryView((removed) => thumbnails.forget(removed), offline.heardNewer);
  const fatal = signal<ProblemCode | null>(null);
  const { notices, notify, dismissNotice, attempt } = startNotices();

  // The library comes first: it is what the user waits for, and it migrates the database.
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
  const models = spawnModels();
  const known = new KnownModels(
    opened.then(() => models.open()),
    offline.heardNewer,
  );
  const allOpened = Promise.all([opened, known.opened]).then(() => undefined);
  allOpened.catch(() => undefined);

  const texts = new TextEncoders(known.presences, preferences.language);
  const { active, ready } = followActiveSpace(allOpened, view.choices, known.spaces, (space) => {
    texts.keepOnly(space);
    askAgain();
  });
  const calibration = new Calibration(texts, library, () => [...view.cards.peek().keys()]);
  const vectors = new QueryVectors(texts, calibration, (file) => library.embed(file));
  const finder = new Finder({ ready, vectors, cards: view.cards, line: preferences.line });
  const facets = async () => (await ready.peek()).search.facets();
  const later = onDemand({
    library,
    view,
    ready,
    vectors,
    calibration,
    finder,
    facets,
    preferences,
    attempt,
    notify,
  });
  const askAgain = () => {
    finder.refresh();
    if (later.labelling.peek().scores || later.batch.peek().scores) void later.compareAgain();
  };
  followLibrary(view, finder);
  followTexts(known, askAgain);
  releasePictures(finder);

  const bringInModel = () => {
    const { choice, space } = active.peek();
    const presences = known.presences.peek();
    const needed = neededOf(choice, space, presences);
    // Of several text encoders the one for the language of the interface, as long as none is here.
    const wanted = needed.map((encoder) => {
      if ('backends' in encoder || presences[encoder.id]?.state === 'ready') return encoder;
      return space?.texts.find(({ languages }) => speaks(languages, preferences.language.peek())) ?? encoder;
    });
    for (const { id } of wanted) {
      const state = presences[id]?.state ?? 'absent';
      if (['absent', 'begun', 'failed'].includes(state)) verbs.installEncoder(id);
    }
  };
  const verbs = modelVerbs(models, library, attempt, notify);
  void allOpened.then(bringInModel);
  addEventListener('online', bringInModel);

  const router = startRouter();
  const install = watchInstall();
  const readiness = watchReadiness({
    known: known.known,
    presences: known.presences,
    active,
    installable: install.possible,
    offline,
    indexingProblem: () => view.indexing.value.problem,
  });

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
    models: computed(() => ({
      spaces: known.spaces.value,
      presences: known.presences.value,
      choices: view.choices.value,
      backends: view.backends.value,
      mirror: known.mirror.value,
    })),
    notices,
    ...preferences,
    order: signal('relevance'),

    ask: (change) => finder.ask(change),
    askPhoto: (file) => {
      finder.ask({
        ...NO_QUERY,
        photo: { kind: 'outside', name: file.name, file, url: URL.createObjectURL(file) },
      });
    },
    more: () => finder.more(),
    facets,
    cityAt: (point) => cityAt(point, preferences.language.peek()).catch(() => null),
    ...later,
    boxes: startBoxes({ library, view, attempt }),
    benchmark: startBenchmark({ library, view, known, ready, attempt }),
    tidy: startTidy({ library, view, ready, attempt }),
    ...importVerbs(library, attempt),
    ...verbs,
    removeSource: (source) => attempt(() => library.removeSource(source)),
    removePhotos: (photos) =>
      attempt(async () => {
        await library.removePhotos(photos);
        notify({ done: 'removed', count: photos.length });
      }),
    mark: (photos, marks) => attempt(() => library.mark(photos, marks)),
    reconnect: () =>
      attempt(async () => {
        for (const { handle, locked } of view.sources.peek()) {
          if (locked) await handle?.requestPermission({ mode: 'read' });
        }
        const count = await library.rescan();
        notify(count > 0 ? { done: 'added', count } : { done: 'nothingNew' });
      }),
    pause: () => void attempt(() => library.pause()),
    resume: () => {
      bringInModel();
      void attempt(() => library.resume());
    },
    retryFailed: () => void attempt(() => library.retryFailed()),
    dismissFailed: () => void attempt(() => library.dismissFailed()),
    dismissNotice,
    thumbnail: (photo) => thumbnails.get(photo),
    cachedThumbnail: (photo) => thumbnails.cached(photo),
    picture: async (photo) => {
      const blob = await library.picture(photo);
      return blob && URL.createObjectURL(blob);
    },
    storage: storageUse,
    erase: () =>
      attempt(() => {
        preferences.labels.value = '';
        return library.erase();
      }),
    install: install.ask,
    update: offline.update,
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

/** A text encoder that has just come may understand the query better. */
function followTexts({ presences }: KnownModels, askAgain: () => void): void {
  const here = computed(() =>
    Object.entries(presences.value)
      .filter(([, { state }]) => state === 'ready')
      .map(([id]) => id)
      .join(),
  );
  effect(() => {
    here.value;
    untracked(askAgain);
  });
}

/** The picture of a photo from outside is let go of when it is no longer asked for. */
function releasePictures(finder: Finder): void {
  let shown: QueryPhoto | null = null;
  finder.query.subscribe(({ photo }) => {
    if (shown?.kind === 'outside' && shown !== photo) URL.revokeObjectURL(shown.url);
    shown = photo;
  });
}
