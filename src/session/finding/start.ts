/** Creates `Session.finding`, and the objects that other features search with. */

import { computed, effect, type ReadonlySignal, untracked } from '@preact/signals';
import type { OwnWord } from '#core/own-words';
import type { SavedSearch } from '#core/searches';
import type { Choice, Space } from '#core/space';
import type { Presences } from '#workers/models/contract';
import { whenIdle } from '../idle';
import type { LibraryView } from '../library/library-view';
import type { Preferences } from '../shell/preferences';
import { spawnSearch } from '../workers';
import { followActiveSpace } from './active-space';
import { type Finding, NO_QUERY, type QueryPhoto } from './contract';
import type { EncodingParts, QueryEncoding } from './encoding';
import { Finder } from './finding';

interface Parts extends Pick<EncodingParts, 'library' | 'presences'> {
  view: EncodingParts['view'] & Pick<LibraryView, 'searches'>;
  active: ReadonlySignal<{ choice: Choice; space: Space | undefined }>;
  /** Resolves once choices and spaces are known. */
  opened: Promise<void>;
  preferences: Pick<Preferences, 'language' | 'textBackend' | 'line' | 'order' | 'filled'>;
}

export function startFinding({ library, view, active, presences, opened, preferences }: Parts) {
  const { language, line, order } = preferences;
  const filled = computed(() => view.unencoded.value === 0);
  // A library with photos is soon asked; an empty one is painted before search is fetched.
  const search = preferences.filled.peek() ? spawnSearch() : null;
  const ready = followActiveSpace(opened, active, filled, () => search ?? spawnSearch());
  const taughtSearches = computed(() => view.searches.value.saved.filter(({ judgements }) => judgements));
  // The same after a search was noted.
  const wordsMade = computed(() => JSON.stringify(taughtSearches.value));
  const spaceKnown = () => opened.then(() => active.peek().space);
  const encoding = encodingOf({ library, view, ready, spaceKnown, presences, preferences });
  const finder = new Finder({
    ready,
    vectors: { compose: async (...asked) => (await encoding()).vectors.compose(...asked) },
    cards: view.cards,
    ownWords: () => ownWordsAmong(taughtSearches.peek()),
    line,
  });
  const encoders = encodersHere(presences);

  // Another space ranks differently, own words learn, and a newly installed text encoder may understand the query better.
  effect(() => {
    ready.value;
    encoders.value;
    wordsMade.value;
    untracked(() => finder.refresh());
  });
  const prepare = (text: string) =>
    encoding()
      .then((encoding) => encoding.prepare(text))
      // The query itself tells what fails.
      .catch(() => undefined);
  prepareFirst(finder, prepare);
  refreshAsPhotosCome(view, finder);
  releasePictures(finder);

  const contract: Finding = {
    line,
    order,
    prepare: () => {
      if (preferences.filled.peek()) whenIdle(() => void prepare(''));
    },
    askPhoto: (file, how) => {
      const url = URL.createObjectURL(file);
      finder.ask({ ...NO_QUERY, photo: { kind: 'outside', name: file.name, file, url, ...how } });
    },
    more: () => finder.more(),
    facets: async () => {
      try {
        return await (await ready.peek()).search.facets();
      } catch (error) {
        console.warn('Not counted:', error);
        return null;
      }
    },
    cityAt: async (point) => {
      const cities = await import('./cities').catch(() => null);
      return (await cities?.cityAt(point, language.peek()).catch(() => null)) ?? null;
    },
  };
  return { finding: contract, finder, ready, encoding, encoders };
}

/** Returns what fetches the code at its first call; the next call tries again if it cannot be fetched. */
function encodingOf(parts: EncodingParts): () => Promise<QueryEncoding> {
  let loading: Promise<QueryEncoding> | undefined;
  return () => {
    loading ??= import('./encoding').then(
      ({ startEncoding }) => startEncoding(parts),
      (error) => {
        loading = undefined;
        throw error;
      },
    );
    return loading;
  };
}

/** Changes when a text or image encoder is installed or removed. */
function encodersHere(presences: ReadonlySignal<Presences>): ReadonlySignal<string> {
  return computed(() =>
    Object.entries(presences.value)
      .filter(([, { state }]) => state === 'ready')
      .map(([id]) => id)
      .join(),
  );
}

/** While photos are being indexed or re-encoded, runs the query again, throttled to once a second. */
function refreshAsPhotosCome(
  { photos, unencoded }: Pick<LibraryView, 'photos' | 'unencoded'>,
  finder: Finder,
): void {
  const PATIENCE_MS = 1000;
  let due = false;
  const soon = () => {
    if (due) return;
    due = true;
    setTimeout(() => {
      due = false;
      finder.refresh();
    }, PATIENCE_MS);
  };
  photos.subscribe(soon);
  unencoded.subscribe(soon);
}

/** Opens the text encoder of a first query while the library is opened and search is loading its space. */
function prepareFirst({ query }: Finder, prepare: (text: string) => unknown): void {
  const stop = query.subscribe(({ text }) => {
    if (!text.trim()) return;
    queueMicrotask(() => stop());
    prepare(text);
  });
}

/** Revokes the object URL of a photo from outside once it is no longer in the query. */
function releasePictures({ query }: Finder): void {
  let shown: QueryPhoto | null = null;
  query.subscribe(({ photo }) => {
    if (shown?.kind === 'outside' && shown !== photo) URL.revokeObjectURL(shown.url);
    shown = photo;
  });
}

/** Reads own words among saved searches; their code is loaded once there may be one. */
async function ownWordsAmong(saved: readonly SavedSearch[]): Promise<readonly OwnWord[]> {
  if (saved.length === 0) return [];
  return (await import('#core/own-words')).ownWordsOf(saved);
}
