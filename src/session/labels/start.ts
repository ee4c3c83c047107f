/** Creates `Session.labels`. */

import { type ReadonlySignal, signal } from '@preact/signals';
import type { Remote } from 'comlink';
import type { LibraryWorker } from '#workers/library/contract';
import type { OpenSpace } from '../finding/active-space';
import type { Calibration } from '../finding/calibration';
import type { QueryVectors } from '../finding/query-vectors';
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
  vectors: QueryVectors;
  calibration: Calibration;
  preferences: Pick<Preferences, 'classText'>;
  attempt: Attempt;
}

export function startLabels({
  view: { cards },
  preferences: { classText },
  attempt,
  ...more
}: Parts): Labels {
  const classes = signal(NOT_COMPARED);
  const batch = signal(NOT_COMPARED);
  const lastTagging = signal<readonly Tagging[] | null>(null);
  return later({
    here: { classes, batch, classText, batchText: signal(''), lastTagging },
    load: async () => {
      const { labellingVerbs } = await import('./labelling');
      return labellingVerbs({ ...more, cards, attempt, classes, batch, lastTagging });
    },
    attempt,
  });
}
