/** Creates `Session.labels`. */

import { type ReadonlySignal, signal } from '@preact/signals';
import type { Remote } from 'comlink';
import type { LibraryWorker } from '#workers/library/contract';
import type { OpenSpace } from '../finding/active-space';
import type { QueryEncoding } from '../finding/encoding';
import { later } from '../later';
import type { LibraryView } from '../library/library-view';
import type { Attempt } from '../shell/notices';
import type { Preferences } from '../shell/preferences';
import { type Labels, NOT_COMPARED, type Tagging } from './contract';

interface Parts {
  library: Remote<LibraryWorker>;
  view: Pick<LibraryView, 'cards'>;
  ready: ReadonlySignal<Promise<OpenSpace>>;
  encoders: ReadonlySignal<string>;
  encoding: () => Promise<QueryEncoding>;
  preferences: Pick<Preferences, 'classText'>;
  attempt: Attempt;
}

export function startLabels({
  view: { cards },
  preferences: { classText },
  attempt,
  encoding,
  ...more
}: Parts): Labels {
  const classes = signal(NOT_COMPARED);
  const batch = signal(NOT_COMPARED);
  const lastTagging = signal<readonly Tagging[] | null>(null);
  return later({
    here: { classes, batch, classText, batchText: signal(''), lastTagging },
    load: async () => {
      const [{ labellingVerbs }, { vectors, calibration }] = await Promise.all([
        import('./labelling'),
        encoding(),
      ]);
      return labellingVerbs({ ...more, vectors, calibration, cards, attempt, classes, batch, lastTagging });
    },
    attempt,
  });
}
