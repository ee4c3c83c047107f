/** Creates `Session.backup`. */

import { signal } from '@preact/signals';
import type { Remote } from 'comlink';
import type { LibraryWorker } from '#workers/library/contract';
import { later } from '../later';
import type { LibraryView } from '../library/library-view';
import type { Attempt } from '../shell/notices';
import type { Preferences } from '../shell/preferences';
import type { Backup, BackupState } from './contract';

interface Parts {
  library: Remote<LibraryWorker>;
  view: Pick<LibraryView, 'photos'>;
  preferences: Preferences;
  attempt: Attempt;
}

export function startBackup({ library, view: { photos }, preferences, attempt }: Parts): Backup {
  const state = signal<BackupState>({ doing: 'nothing' });
  return later({
    here: { state },
    load: async () =>
      (await import('./backing-up')).backupVerbs({ library, photos, preferences, attempt, state }),
    attempt,
  });
}
