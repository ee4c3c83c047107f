/** Creates `Session.export`. */

import { signal } from '@preact/signals';
import type { Remote } from 'comlink';
import type { LibraryWorker } from '#workers/library/contract';
import type { Finder } from '../finding/finding';
import { later } from '../later';
import type { LibraryView } from '../library/library-view';
import type { Attempt, Notify } from '../shell/notices';
import type { Export, Saving } from './contract';

interface Parts {
  library: Remote<LibraryWorker>;
  view: Pick<LibraryView, 'photos'>;
  finder: Pick<Finder, 'all'>;
  attempt: Attempt;
  notify: Notify;
}

export function startExport({ library, view: { photos }, finder, attempt, notify }: Parts): Export {
  const saving = signal<Saving | null>(null);
  return later({
    here: { saving, canShare },
    load: async () => {
      const { takingOutVerbs } = await import('./taking-out');
      return takingOutVerbs({ library, photos, matches: () => finder.all(), attempt, notify, saving });
    },
    attempt,
  });
}

function canShare(): boolean {
  if (!matchMedia('(pointer: coarse)').matches || !navigator.canShare) return false;
  return navigator.canShare({ files: [new File([], 'photo.jpg', { type: 'image/jpeg' })] });
}
