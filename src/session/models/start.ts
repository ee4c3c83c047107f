/** Creates `Session.models`, and downloads the missing encoders of the model in use. */

import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Remote } from 'comlink';
import type { Language } from '#core/languages';
import { speaks } from '#core/speaks';
import { DEFAULT_CHOICE } from '#models/default-choice';
import type { LibraryWorker } from '#workers/library/contract';
import type { ModelsWorker } from '#workers/models/contract';
import { later } from '../later';
import type { LibraryView } from '../library/library-view';
import type { Attempt, Notify } from '../shell/notices';
import type { Offline } from '../shell/offline';
import { storageUse } from '../shell/storage';
import { spawnEncoder } from '../workers';
import type { Models } from './contract';
import { installing } from './installing';
import type { KnownModels } from './known-models';
import { neededOf, readinessOf } from './readiness';
import type { startUpgrading } from './upgrading';

interface Parts {
  models: Remote<ModelsWorker>;
  library: Remote<LibraryWorker>;
  view: Pick<LibraryView, 'choices' | 'backends' | 'indexing' | 'sources' | 'searches'>;
  known: KnownModels;
  /** Resolves once choices and presences are known. */
  opened: Promise<unknown>;
  language: ReadonlySignal<Language>;
  offline: Offline;
  attempt: Attempt;
  notify: Notify;
}

export function startModels(parts: Parts) {
  const { models, library, view, known, opened, language, offline, attempt, notify } = parts;
  const { spaces, presences, mirror } = known;
  const { choices, backends, indexing } = view;
  const active = computed(() => {
    const choice = choices.value.active;
    return { choice, space: spaces.value.find(({ id }) => id === choice.space) };
  });

  /** Downloads the encoders of the model in use that are missing or whose last download failed. */
  const bringIn = () => {
    const { choice, space } = active.peek();
    const here = presences.peek();
    // Unless a text encoder is installed, prefers the one for the language of the interface.
    const wanted = neededOf(choice, space, here).map((encoder) => {
      if ('backends' in encoder || here[encoder.id]?.state === 'ready') return encoder;
      return space?.texts.find(({ languages }) => speaks(languages, language.peek())) ?? encoder;
    });
    for (const { id } of wanted) {
      const state = here[id]?.state ?? 'absent';
      if (['absent', 'begun', 'failed'].includes(state)) contract.install(id);
    }
  };

  const readiness = readinessOf({
    known: known.known,
    presences,
    active,
    offline: offline.state,
    indexingProblem: computed(() => indexing.value.problem),
  });
  // The first screen needs neither: their code is fetched once the library is open.
  const onProcessor = signal(false);
  const upgrading = signal<ReturnType<typeof startUpgrading> | null>(null);
  opened
    .then(() => Promise.all([import('./builds'), import('./upgrading')]))
    .then(([{ followBuilds }, { startUpgrading }]) => {
      followBuilds({ spaces, presences, active, onProcessor, choose: contract.choose, spawn: spawnEncoder });
      const starter = DEFAULT_CHOICE.space;
      upgrading.value = startUpgrading(
        { ...parts, starter, storage: storageUse, spawn: spawnEncoder },
        contract,
      );
    })
    .catch((error) => console.warn('No offer:', error));
  const contract: Models = later({
    here: {
      readiness,
      spaces,
      presences,
      choices,
      backends,
      onProcessor,
      mirror,
      recommendation: computed(() => upgrading.value?.recommendation.value ?? null),
      upgrade: computed(() => upgrading.value?.upgrade.value ?? null),
      acceptUpgrade: () => upgrading.peek()?.accept(),
      declineUpgrade: () => upgrading.peek()?.decline(),
      // The first visit needs it at once.
      install: installing(models),
    },
    load: async () => (await import('./model-verbs')).modelVerbs(models, library, attempt, notify),
    instead: { setMirror: false, addFolder: null, addAddress: null },
    attempt,
  });
  opened.then(bringIn, () => undefined);
  addEventListener('online', bringIn);
  return { models: contract, active, bringIn };
}
