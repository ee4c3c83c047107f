/** Tiles of large photos, by which small things are found. */

import type { ReadonlySignal } from '@preact/signals';
import type { BackgroundState } from '#workers/library/contract';

/** No verb rejects: errors become notices. */
export interface Tiles {
  /** How far they are encoded; null until that is known. */
  readonly state: ReadonlySignal<BackgroundState | null>;
  /** Begins to encode the tiles of all large photos, or ends that and deletes what was encoded. */
  turn(on: boolean): Promise<void>;
  pause(paused: boolean): Promise<void>;
}
