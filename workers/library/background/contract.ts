/** Work on every photo in the background. */

import type { ProblemCode } from '#core/errors';

/** How far something is that is looked for in every photo, in the background. */
export interface BackgroundState {
  /**
   * `off`: nothing is looked for, and nothing that was found is kept. `waiting`: until the indexing is done or goes on,
   * or in another tab. `unable`: see `problem`; it goes on when that may be over.
   */
  state: 'off' | 'reading' | 'waiting' | 'paused' | 'done' | 'unable';
  /** Photos in view that were looked at, and all in view. */
  read: number;
  total: number;
  problem: ProblemCode | null;
}
