/** Creates `Session.finding`, and the objects that other features search with. */

import { computed, effect, type ReadonlySignal, untracked } from '@preact/signals';
import type { Choice, Space } from '#core/space';
import type { LibraryWorker } from '#workers/library/contract';
import type { Presences } from '#workers/models/contract';
import type { LibraryView } from '../library/library-view';
import type { Preferences } from '../shell/preferences';
import { spawnEncoder, spawnSearch } from '../workers';
import { followActiveSpace } from './active-space';
import { Calibration } from './calibration';
import { type Finding, NO_QUERY, type QueryPhoto } from './contract';
import { Finder } from './finding';
import { QueryVectors } from './query-vectors';
import { TextEncoders } from './text-encoders';

interface Parts {
  library: Pick<LibraryWorker, 'embed' | 'backgroundOf' | 'keepBackground'>;
  view: Pick<LibraryView, 'cards' | 'photos' | 'unencoded'>;
  active: ReadonlySignal<{ choice: Choice; space: Space | undefined }>;
  presences: ReadonlySignal<Presences>;
  /** Resolves once choices and spaces are known. */
  opened: Promise<void>;
  preferences: Pick<Preferences, 'language' | 'line' | 'order'>;
}

export function startFinding({ library, view, active, presences, opened, preferences }: Parts) {
  const { language, line, order } = preferences;
  const texts = new TextEncoders(presences, language, spawnEncoder);
  const filled = computed(() => view.unencoded.value === 0);
  const ready = followActiveSpace(opened, active, filled, spawnSearch);
  const encoded = () => view.photos.peek().length - view.unencoded.peek();
  const calibration = new Calibration(texts, library, () => [...view.cards.peek().keys()], encoded);
  const vectors = new QueryVectors(texts, calibration, (file) => library.embed(file));
  const finder = new Finder({ ready, vectors, cards: view.cards, line });
  const encoders = encodersHere(presences);

  ready.subscribe((open) => {
    open.then(
      ({ space }) => texts.keepOnly(space),
      () => undefined,
    );
  });
  // Another space ranks differently, and a newly installed text encoder may understand the query better.
  effect(() => {
    ready.value;
    encoders.value;
    untracked(() => finder.refresh());
  });
  refreshAsPhotosCome(view, finder);
  releasePictures(finder);

  const contract: Finding = {
    line,
    order,
    askPhoto: (file) => {
      const url = URL.createObjectURL(file);
      finder.ask({ ...NO_QUERY, photo: { kind: 'outside', name: file.name, file, url } });
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
  return { finding: contract, finder, ready, vectors, calibration, encoders };
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

/** Revokes the object URL of a photo from outside once it is no longer in the query. */
function releasePictures({ query }: Finder): void {
  let shown: QueryPhoto | null = null;
  query.subscribe(({ photo }) => {
    if (shown?.kind === 'outside' && shown !== photo) URL.revokeObjectURL(shown.url);
    shown = photo;
  });
}
