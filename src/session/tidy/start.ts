/** Creates `Session.tidy`. */

import { type ReadonlySignal, signal } from '@preact/signals';
import type { Remote } from 'comlink';
import type { LibraryWorker } from '#workers/library/contract';
import type { Projection } from '#workers/tidy/contract';
import type { OpenSpace } from '../finding/active-space';
import { later } from '../later';
import type { LibraryView } from '../library/library-view';
import type { Attempt } from '../shell/notices';
import { spawnTidy } from '../workers';
import type { Alike, Tidy, Work } from './contract';

interface Parts {
  library: Pick<Remote<LibraryWorker>, 'filesOf' | 'deleteFiles'>;
  view: Pick<LibraryView, 'cards' | 'sources'>;
  ready: ReadonlySignal<Promise<OpenSpace>>;
  attempt: Attempt;
}

/** Before a task was ever started. */
const NO_WORK = { progress: null, result: null, ended: null, added: 0 };

export function startTidy({ library, view, ready, attempt }: Parts): Tidy {
  const alike = signal<Work<Alike>>(NO_WORK);
  const map = signal<Work<Projection>>(NO_WORK);
  return later({
    here: { alike, map },
    load: async () => {
      const [{ tidyingVerbs }, { deletingVerbs }, { FollowedWork }] = await Promise.all([
        import('./tidying'),
        import('./deleting'),
        import('./work'),
      ]);
      const { cards, sources } = view;
      const works = { alike: new FollowedWork<Alike>(cards), map: new FollowedWork<Projection>(cards) };
      works.alike.state.subscribe((state) => {
        alike.value = state;
      });
      works.map.state.subscribe((state) => {
        map.value = state;
      });
      return {
        ...tidyingVerbs({ ready, cards, ...works, spawn: spawnTidy }),
        ...deletingVerbs(library, sources, attempt),
      };
    },
    instead: { filesOf: [], deleteFiles: null },
    attempt,
  });
}
