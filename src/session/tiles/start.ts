/** Creates what `Session.tiles` returns. */

import type { BackgroundState, TilesVerbs } from '#workers/library/contract';
import { backgroundState } from '../background';
import type { Finder } from '../finding/finding';
import type { Attempt } from '../shell/notices';
import type { Tiles } from './contract';

interface Parts {
  library: TilesVerbs;
  attempt: Attempt;
  finder: Pick<Finder, 'refresh'>;
}

export function startTiles({ library, attempt, finder }: Parts): Tiles {
  const state = backgroundState(
    () => library.tiles(),
    (event) => event.type === 'tiles' && event.tiles,
  );
  let before: BackgroundState['state'] | undefined;
  state.subscribe((now) => {
    // When they are done or deleted, the query may have another answer.
    const isOver = now?.state === 'done' || now?.state === 'off';
    if (isOver && before && before !== now.state) finder.refresh();
    before = now?.state;
  });
  return {
    state,
    turn: (on) => attempt(() => library.makeTiles(on)),
    pause: (paused) => attempt(() => library.pauseTiles(paused)),
  };
}
