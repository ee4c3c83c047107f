/** The indexes that granted folders keep in themselves. */

import type { ReadonlySignal } from '@preact/signals';
import type { IndexTrouble } from '#core/folder-index';
import type { SourceId } from '#core/photo';
import type { FolderIndexState } from '#workers/library/contract';

/** No verb rejects: errors become notices. */
export interface FolderIndexes {
  /** By folder, of those that keep one; null until that is known. */
  readonly states: ReadonlySignal<ReadonlyMap<SourceId, FolderIndexState> | null>;
  /** Why the user's last wish for a folder without an index could not be done: to write one, or to delete it. */
  readonly refused: ReadonlySignal<ReadonlyMap<SourceId, { wish: 'keep' | 'end'; why: IndexTrouble }>>;
  /**
   * Writes the index of a folder and keeps it up to date, or deletes it. Asks the user to grant the folder for writing, so
   * it is called in a gesture of theirs.
   */
  keep(source: SourceId, on: boolean): Promise<void>;
  /** Writes it now, and asks as `keep` does. */
  write(source: SourceId): Promise<void>;
}
