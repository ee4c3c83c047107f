/** Turning tiles on and off; see `TilesVerbs`. */

import { updateSetting } from '#store/settings';
import { forgetTiles } from '#store/tiles';
import type { TilesVerbs } from '../contract';
import { tell } from '../events';
import type { Tiling } from './tiling';

export function tilesVerbs(
  tiling: Pick<Tiling, 'wake' | 'state' | 'tellState' | 'forgive' | 'stopped'>,
): TilesVerbs {
  return {
    tiles: () => tiling.state(),

    async makeTiles(on) {
      if (on) {
        await updateSetting('makesTiles', () => 'on');
        tiling.forgive();
        return tiling.wake();
      }
      // The photo in hand is not stored: nothing is wanted any more.
      await forgetTiles();
      await tiling.stopped();
      tiling.forgive();
      tell({ type: 'tiled', space: null, photos: [] });
      await tiling.tellState();
    },

    async pauseTiles(paused) {
      await updateSetting('makesTiles', (now) => (now ? (paused ? 'paused' : 'on') : null));
      if (paused) await tiling.tellState();
      else tiling.wake();
    },
  };
}
