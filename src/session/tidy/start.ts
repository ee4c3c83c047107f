/** Creates `Session.tidy`. */

import type { ReadonlySignal } from '@preact/signals';
import type { Remote } from 'comlink';
import type { LibraryWorker } from '#workers/library/contract';
import type { Projection } from '#workers/tidy/contract';
import type { OpenSpace } from '../finding/active-space';
import { later } from '../later';
import type { LibraryView } from '../library/library-view';
import type { Attempt } from '../shell/notices';
import { spawnTidy } from '../workers';
import type { Alike, Tidy } from './contract';
import { FollowedWork } from './work';

interface Parts {
  library: Pick<Remote<LibraryWorker>, 'filesOf' | 'deleteFiles'>;
  view: Pick<LibraryView, 'cards' | 'sources'>;
  ready: ReadonlySignal<Promise<OpenSpace>>;
  attempt: Attempt;
}

export function startTidy({ library, view, ready, attempt }: Parts): Tidy {
  const alike = new FollowedWork<Alike>(view.cards);
  const map = new FollowedWork<Projection>(view.cards);
  return later({
    here: { alike: alike.state, map: map.state },
    load: async () => {
      const [{ tidyingVerbs }, { deletingVerbs }] = await Promise.all([
        import('./tidying'),
        import('./deleting'),
      ]);
      return {
        ...tidyingVerbs({ ready, cards: view.cards, alike, map, spawn: spawnTidy }),
        ...deletingVerbs(library, view.sources, attempt),
      };
    },
    instead: { filesOf: [], deleteFiles: null },
    attempt,
  });
}
