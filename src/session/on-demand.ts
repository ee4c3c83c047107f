/** What the first screen does not need: its signals are there at once, the code of its verbs comes later. */

import { type ReadonlySignal, signal } from '@preact/signals';
import type { Remote } from 'comlink';
import type { Facets } from '#core/filter';
import type { LibraryWorker } from '#workers/library/contract';
import { NOT_COMPARED, type Query, type Saving, type Tagging } from './contract';
import type { OpenSpace } from './finding/active-space';
import type { Calibration } from './finding/calibration';
import type { Finder } from './finding/finding';
import type { QueryVectors } from './finding/query-vectors';
import { laterVerbs } from './later-verbs';
import type { LibraryView } from './library/library-view';
import type { Attempt, Notify } from './shell/notices';
import type { Preferences } from './shell/preferences';

interface Parts {
  library: Remote<LibraryWorker>;
  view: LibraryView;
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
