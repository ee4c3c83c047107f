/** Creates `Session.boxes`. */

import type { Remote } from 'comlink';
import type { LibraryWorker } from '#workers/library/contract';
import { later } from '../later';
import type { LibraryView } from '../library/library-view';
import type { Attempt } from '../shell/notices';
import type { Boxes } from './contract';

interface Parts {
  library: Remote<LibraryWorker>;
  view: Pick<LibraryView, 'boxes'>;
  attempt: Attempt;
}

export function startBoxes({ library, view: { boxes }, attempt }: Parts): Boxes {
  return later({
    here: { paired: boxes },
    load: async () => (await import('./box-verbs')).boxVerbs(library, boxes, attempt),
    instead: { browserCase: null, add: 'network' },
    attempt,
  });
}
