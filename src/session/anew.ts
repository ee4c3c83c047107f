/** Loads the page anew. */

/**
 * A step back through the history calls off a load that waits, and a sheet that closes makes one. So the load is asked
 * for once more after the step: not from its event, whose end calls it off too (Chromium).
 * @param load such as `location.reload()`; called once at least
 */
export function anew(load: () => void): void {
  addEventListener('popstate', () => setTimeout(load));
  load();
}
