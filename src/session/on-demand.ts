/** What the first screen does not need: its signals are there at once, the code of its verbs comes later. */

import { type ReadonlySignal, signal } from '@preact/signals';
import type { Remote } from 'comlink';
import type { Facets } from '#core/filter';
import type { LibraryWorker } from '#workers/library/contract';
import type { Projection } from '#workers/tidy/contract';
import { type BenchmarkReport, NOT_COMPARED, type Query, type Saving, type Tagging } from './contract';
import type { OpenSpace } from './finding/active-space';
import type { Calibration } from './finding/calibration';
import type { Finder } from './finding/finding';
import type { QueryVectors } from './finding/query-vectors';
import { laterVerbs } from './later';
import type { LibraryView } from './library/library-view';
import type { KnownModels } from './models/known-models';
import type { Attempt, Notify } from './shell/notices';
import type { Preferences } from './shell/preferences';
import type { Alike, Tidying } from './tidy/contract';
import { Background } from './tidy/work';

interface Parts {
  library: Remote<LibraryWorker>;
  view: LibraryView;
  known: KnownModels;
  ready: ReadonlySignal<Promise<OpenSpace>>;
  vectors: QueryVectors;
  calibration: Calibration;
  finder: Finder;
  facets: () => Promise<Facets>;
  preferences: Preferences;
  attempt: Attempt;
  notify: Notify;
}

export function onDemand(parts: Parts) {
  return {
    ...labels(parts),
    ...searches(parts),
    ...takingOut(parts),
    ...benchmark(parts),
    ...boxes(parts),
    tidying: tidying(parts),
  };
}

function labels({ library, view, ready, vectors, calibration, attempt }: Parts) {
  const labelling = signal(NOT_COMPARED);
  const batch = signal(NOT_COMPARED);
  const lastTagging = signal<readonly Tagging[] | null>(null);
  const verbs = laterVerbs(async () => {
    const { labellingVerbs } = await import('./labels/labelling');
    const asking = { ready, vectors, calibration, cards: view.cards };
    return labellingVerbs({ ...asking, library, attempt, labelling, batch, lastTagging });
  }, ['label', 'askMany', 'compareAgain', 'applyTags', 'undoTags']);
  return { labelling, batch, lastTagging, ...verbs };
}

function searches({ library, view, finder, facets, preferences, attempt }: Parts) {
  const kept = laterVerbs(async () => {
    const { searchVerbs } = await import('./searches/searches');
    const { query, finding } = finder;
    const ask = (query: Query) => finder.ask(query);
    const glance = (query: Query) => finder.glance(query);
    return searchVerbs({ library, query, finding, cards: view.cards, ask, glance, attempt });
  }, [
    'saveSearch',
    'renameSearch',
    'forgetSearch',
    'forgetRecent',
    'rememberSearches',
    'openSearch',
    'glance',
  ]);
  const suggestions = laterVerbs(async () => {
    const { suggesting } = await import('./searches/suggesting');
    return { suggest: suggesting({ facets, searches: view.searches, language: preferences.language }) };
  }, ['suggest']);
  return { searches: view.searches, ...kept, ...suggestions };
}

function takingOut({ library, view, finder, attempt, notify }: Parts) {
  const saving = signal<Saving | null>(null);
  const verbs = laterVerbs(async () => {
    const { takingOutVerbs } = await import('./export/taking-out');
    const matches = () => finder.all();
    return takingOutVerbs({ library, photos: view.photos, matches, attempt, notify, saving });
  }, ['details', 'detailsOf', 'saveCopies', 'cancelSaving', 'share', 'copy', 'exportList', 'openOriginal']);
  return { saving, ...verbs };
}

function benchmark({ library, view, known, ready }: Parts) {
  const report = signal<BenchmarkReport | null>(null);
  const verbs = laterVerbs(async () => {
    const { benchmarking } = await import('./benchmark/benchmark');
    const photos = () => view.cards.peek().size;
    const { spaces, presences } = known;
    const { boxes, choices } = view;
    return benchmarking(report, { spaces, presences, ready, photos, library, boxes, choices });
  }, ['startBenchmark', 'stopBenchmark']);
  return { benchmark: report, ...verbs };
}

function boxes({ library, view, attempt }: Parts) {
  const verbs = laterVerbs(async () => {
    const { boxVerbs } = await import('./boxes/box-verbs');
    return boxVerbs(library, view.boxes, attempt);
  }, ['boxCase', 'addBox', 'tryBox', 'enableBox', 'removeBox']);
  return { boxes: view.boxes, ...verbs };
}

function tidying({ library, view, ready, attempt }: Parts): Tidying {
  const alike = new Background<Alike>(view.cards);
  const map = new Background<Projection>(view.cards);
  const verbs = laterVerbs(
    async () => (await import('./tidy/tidying')).tidyingVerbs({ ready, cards: view.cards, alike, map }),
    ['find', 'findAgain', 'stopFinding', 'drawMap', 'stopMap'],
  );
  const deleting = laterVerbs(async () => {
    const { deletingVerbs } = await import('./tidy/deleting');
    return deletingVerbs(library, () => view.sources.peek(), attempt);
  }, ['filesOf', 'deleteFiles']);
  return { alike: alike.state, map: map.state, ...verbs, ...deleting };
}
