/** Connects the upgrade with the page: fetched after the first screen, which needs none of it. */

import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Remote } from 'comlink';
import type { SpaceId } from '#core/space';
import type { ModelsWorker } from '#workers/models/contract';
import type { LibraryView } from '../library/library-view';
import type { StorageUse } from '../shell/contract';
import type { Notify } from '../shell/notices';
import type { Models } from './contract';
import { downloadSeconds, readDevice } from './device';
import { devicePace, knownTimes, type PaceParts } from './device-pace';
import type { KnownModels } from './known-models';
import { startUpgrade } from './upgrade';

interface Parts {
  models: Pick<Remote<ModelsWorker>, 'plan'>;
  view: Pick<LibraryView, 'backends' | 'choices' | 'indexing' | 'sources' | 'searches'>;
  known: Pick<KnownModels, 'spaces' | 'presences' | 'plan'>;
  language: ReadonlySignal<string>;
  notify: Notify;
  starter: SpaceId;
  storage(): Promise<StorageUse | null>;
  spawn: PaceParts['spawn'];
}

type Verbs = Pick<Models, 'install' | 'cancel' | 'confirm' | 'choose'>;

export function startUpgrading(parts: Parts, { install, cancel, confirm, choose }: Verbs) {
  const { models, view, known, language, notify, starter, storage, spawn } = parts;
  const { spaces, presences, plan } = known;
  const online = signal(navigator.onLine);
  for (const event of ['online', 'offline']) {
    addEventListener(event, () => {
      online.value = navigator.onLine;
    });
  }
  const { backends, indexing } = view;
  const measure = async () => {
    const space = spaces.value.find(({ id }) => id === starter);
    return space ? devicePace({ starter: space, backends, indexing, spawn }) : null;
  };
  return startUpgrade({
    ...{ spaces, presences, plan, language, online, starter, downloadSeconds },
    ...{ install, cancel, confirm, choose },
    choices: view.choices,
    hasOwnPhotos: computed(() =>
      view.sources.value.some(({ kind, photos }) => kind !== 'sample' && photos > 0),
    ),
    recent: computed(() => view.searches.value.recent.map(({ text }) => text)),
    photos: computed(() => view.indexing.value.total - view.indexing.value.failed),
    known: computed(() => knownTimes(view.backends.value)),
    device: () => readDevice(storage),
    measure,
    store: (stored) => void models.plan(stored).catch((error) => console.warn('Plan not stored:', error)),
    tookOver: ({ name }) => notify({ done: 'tookOver', name }),
  });
}
