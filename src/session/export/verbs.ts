/** All verbs of exporting. Loaded lazily. */

import type { Signal } from '@preact/signals';
import type { LibraryWorker } from '#workers/library/contract';
import type { Finding } from '../finding/contract';
import type { Finder } from '../finding/finding';
import type { LibraryView } from '../library/library-view';
import type { Attempt, Notify } from '../shell/notices';
import type { Saving } from './contract';
import { givingVerbs } from './giving';
import { savingRuns } from './saving-run';
import { takingOutVerbs } from './taking-out';

interface Parts {
  library: LibraryWorker;
  view: Pick<LibraryView, 'photos'>;
  finder: Pick<Finder, 'all'>;
  finding: Pick<Finding, 'cityAt'>;
  attempt: Attempt;
  notify: Notify;
}

/** @param saving set while copies or a gallery are being saved; null otherwise */
export function exportVerbs({ view, finder, finding, ...parts }: Parts, saving: Signal<Saving | null>) {
  const runs = savingRuns(saving);
  return {
    ...takingOutVerbs({ ...parts, photos: view.photos, matches: () => finder.all(), runs }),
    ...givingVerbs({ ...parts, cityAt: (place) => finding.cityAt(place), runs }),
  };
}
