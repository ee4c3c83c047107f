/** Loads the page anew. */

import { depthOf } from '#core/history-depth';

/** How long a layer may take to close. One that stays open leaves with the page. */
const CLOSES_MS = 1000;

/**
 * A layer that closes takes its entry back from the history. That step calls off a load that has begun, or goes back
 * from the page that was loaded. So the load waits for the step, and is asked for once more if one comes all the same:
 * not from its event, whose end calls it off too (Chromium).
 * @param load such as `location.reload()`; called once at least
 */
export function anew(load: () => void): void {
  addEventListener('popstate', () => setTimeout(load));
  if (depthOf(history.state)) setTimeout(load, CLOSES_MS);
  else load();
}
