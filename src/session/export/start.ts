/** Creates `Session.export`. */

import { signal } from '@preact/signals';
import type { Remote } from 'comlink';
import type { LibraryWorker } from '#workers/library/contract';
import type { Finding } from '../finding/contract';
import type { Finder } from '../finding/finding';
import { later } from '../later';
import type { LibraryView } from '../library/library-view';
import type { Attempt, Notify } from '../shell/notices';
import type { Export, Saving } from './contract';

interface Parts {
  library: Remote<LibraryWorker>;
  view: Pick<LibraryView, 'photos'>;
  finder: Pick<Finder, 'all'>;
  finding: Pick<Finding, 'cityAt'>;
  attempt: Attempt;
  notify: Notify;
}

export function startExport(parts: Parts): Export {
  const saving = signal<Saving | null>(null);
  return later({
    here: { saving, canShare },
    load: async () => (await import('./verbs')).exportVerbs(parts, saving),
    instead: { give: true, galleryFacts: null },
    attempt: parts.attempt,
  });
}

function canShare(): boolean {
  if (!matchMedia('(pointer: coarse)').matches || !navigator.canShare) return false;
  return navigator.canShare({ files: [new File([], 'photo.jpg', { type: 'image/jpeg' })] });
}
