/** The words in photos. */

import type { ReadonlySignal } from '@preact/signals';
import type { PhotoNo } from '#core/photo';
import type { WordLine } from '#core/words';
import type { WordsState } from '#workers/library/contract';

/** No verb rejects: errors become notices. */
export interface Words {
  /** How far they are read; null until that is known. */
  readonly state: ReadonlySignal<WordsState | null>;
  /** Begins to read the words in all photos, or ends that and forgets what was read. */
  turn(on: boolean): Promise<void>;
  pause(paused: boolean): Promise<void>;
  /** Returns the lines of a photo, from top to bottom; null if it was not read, or that is unknown now. */
  in(photo: PhotoNo): Promise<readonly WordLine[] | null>;
}
