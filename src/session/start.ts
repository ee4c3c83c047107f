/** Spawns the workers and creates the session that the screens use. */

import { effect } from '@preact/signals';
import { MODELS_EVENTS } from '#workers/models/contract';
import { openChannel } from '#workers/shared/channel';
import { startBackup } from './backup/start';
import { startBenchmark } from './benchmark/start';
import { startBoxes } from './boxes/start';
import type { Session } from './contract';
import { startExport } from './export/start';
import { startFinding } from './finding/start';
import { whenIdle } from './idle';
import { startLabels } from './labels/start';
import { openLibrary, startLibrary } from './library/start';
import { KnownModels } from './models/known-models';
import { startModels } from './models/start';
import { onceAsked } from './once';
import { startSearches } from './searches/start';
import type { Preferences } from './shell/preferences';
import { startShell } from './shell/start';
import { startSystem } from './system/start';
import { startTidy } from './tidy/start';
import { spawnLibrary, spawnModels, spawnTidy } from './workers';

export function startSession(preferences: Preferences): Session {
  const { language } = preferences;
  // The library starts first: the user waits for it, and it migrates the database.
  const library = spawnLibrary();
  const { shell, router, offline, notify, attempt } = startShell(preferences);
  const { view, thumbnails, fatal, opened } = openLibrary(library, offline.heardNewer);
  const models = spawnModels();
  const known = new KnownModels(
    openChannel(MODELS_EVENTS, offline.heardNewer),
    opened.then(() => models.open()),
  );
  const allOpened = Promise.all([opened, known.opened]).then(() => undefined);
  allOpened.catch(() => undefined);

  const basis = { library, view, attempt, notify };
  const modelsPart = startModels({ ...basis, models, known, opened: allOpened, language, offline });
  const { active, bringIn } = modelsPart;
  const { presences } = known;
  const found = startFinding({ library, view, active, presences, opened: allOpened, preferences });
  const { finding, finder, ready, encoding, encoders } = found;
  // Before the first query, if it does not come at once.
  whenIdle(() => encoding().catch(() => undefined));
  const privacy = onceAsked(async () => (await import('./privacy/start')).startPrivacy());
  // Not before, so that the first paint does not wait for it.
  opened.then(privacy, () => undefined);
  const libraryPart = startLibrary({
    ...basis,
    preferences,
    opened,
    bringIn,
    forgetRequests: async () => (await privacy())?.forget(),
  });
  const { indexing } = view;
  effect(() => {
    if (view.opened.value) preferences.filled.value = view.photos.value.length > 0 ? 'yes' : '';
  });
  const ask = finder.ask.bind(finder);

  return {
    place: router.place,
    go: router.go,
    language,
    fatal,
    opened: view.opened,
    photos: view.photos,
    sources: view.sources,
    indexing,
    thumbnail: (photo, isDamaged) => thumbnails.get(photo, isDamaged),
    cachedThumbnail: (photo) => thumbnails.cached(photo),
    mark: libraryPart.mark,
    query: finder.query,
    ask,
    answer: finder.answer,

    finding,
    searches: startSearches({ ...basis, finder, facets: finding.facets, language }),
    library: libraryPart.library,
    export: startExport({ ...basis, finder, finding }),
    labels: startLabels({ library, view, ready, encoders, encoding, preferences, attempt }),
    tidy: startTidy({ ...basis, ready }),
    models: modelsPart.models,
    boxes: startBoxes(basis),
    backup: startBackup({ library, view, preferences, attempt }),
    benchmark: startBenchmark({ ...basis, known, ready }),
    shell,
    privacy,
    words: onceAsked(async () => (await import('./words/start')).startWords(basis)),
    tiles: onceAsked(async () => (await import('./tiles/start')).startTiles({ ...basis, finder })),
    folderIndexes: onceAsked(async () =>
      (await import('./folder-index/start')).startFolderIndexes({ ...basis, sources: view.sources }),
    ),
    people: onceAsked(async () =>
      (await import('./people/start')).startPeople({
        ...basis,
        finder,
        shown: preferences.people,
      }),
    ),
    atlas: onceAsked(async () => (await import('./atlas/start')).startAtlas({ ready, photos: view.photos })),
    days: onceAsked(async () =>
      (await import('./days/start')).startDays({ ready, view, preferences, spawn: spawnTidy }),
    ),
    system: startSystem({
      ...basis,
      library: libraryPart.library,
      rest: (why) => library.rest(why),
      awake: preferences.awake,
      indexing,
      ask,
      opened,
    }),
  };
}
