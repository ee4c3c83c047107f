/** Small things in large photos: tiles, with embeddings of their own. */

import type { BackgroundState } from '../background/contract';

export interface TilesVerbs {
  tiles(): Promise<BackgroundState>;
  /** Begins to encode the tiles of all large photos, or ends that and deletes their embeddings. */
  makeTiles(on: boolean): Promise<void>;
  /** Until `makeTiles`, or this with false. */
  pauseTiles(paused: boolean): Promise<void>;
}
