/** The library as one file, and what is known about its photos for other programs. */

import type { ReadonlySignal } from '@preact/signals';
import type { Restored } from '#workers/library/contract';

/** What is being done, or was done last. */
export type BackupState =
  | { doing: 'nothing' }
  | { doing: 'writing' | 'reading'; done: number; total: number }
  | { doing: 'written'; photos: number }
  | { doing: 'stopped' }
  | ({ doing: 'read' } & Restored);

/** No verb rejects: errors become notices. */
export interface Backup {
  readonly state: ReadonlySignal<BackupState>;
  /** Saves the library as a file that the user picks or, where browsers have no such picker, as a download. */
  write(options: { previews: boolean }): Promise<void>;
  /** Merges a backup into the library. `settings`: its settings also replace those that were chosen here. */
  read(file: File, options: { settings: boolean }): Promise<void>;
  /** Stops either. A file that was being written is left as it was; photos that were read stay. */
  stop(): Promise<void>;
  /** Saves a ZIP of XMP sidecars with tags, star and caption, one for each photo that has any. */
  sidecars(): Promise<void>;
}
