/**
 * Back closes what lies over the page, the innermost first, instead of leaving the app. Each layer has an entry in the
 * history; a layer that is closed in another way takes its entry back.
 */

import { useLayoutEffect } from 'preact/hooks';
import { depthOf, type HistoryState } from '#core/history-depth';

interface Layer {
  close: () => void;
}

/** The innermost last. */
const layers: Layer[] = [];
/** A step back that was asked for here, and has not been made yet. */
let stepping = false;
let listening = false;

/**
 * Puts a layer over the page.
 * @param close called when the user goes back
 * @returns what to call when the layer is closed in another way; no effect after `close` was called
 */
export function overPage(close: () => void): () => void {
  if (!listening) addEventListener('popstate', onPopState);
  listening = true;
  const layer = { close };
  // Marks the page itself, so that an address that is opened meanwhile can be told from it.
  if (layers.length === 0 && depth() === null) history.replaceState(entryOf(0), '');
  layers.push(layer);
  enter();
  return () => {
    const at = layers.indexOf(layer);
    if (at < 0) return;
    layers.splice(at, 1);
    // A layer that opens in the same task takes the entry over.
    setTimeout(leave);
  };
}

/**
 * The same for a component: `close` is called on Back as long as `open` is true. A layout effect, so that a layer that
 * is seen has its entry.
 */
export function useBack(open: boolean, close: () => void): void {
  useLayoutEffect(() => (open ? overPage(close) : undefined), [open]);
}

function enter(): void {
  if (!stepping && (depth() ?? 0) < layers.length) history.pushState(entryOf(layers.length), '');
}

function leave(): void {
  const extra = (depth() ?? 0) - layers.length;
  if (stepping || extra <= 0) return;
  stepping = true;
  history.go(-extra);
}

function onPopState(): void {
  if (stepping) {
    stepping = false;
    enter();
    leave();
    return;
  }
  const now = depth();
  // Another address, such as a place of the app: the layers decide themselves whether they stay.
  if (now === null) return;
  while (layers.length > now) layers.pop()?.close();
  leave();
}

/** How many layers the present entry is for; null if it is not one of these. */
function depth(): number | null {
  return depthOf(history.state);
}

function entryOf(over: number): HistoryState {
  return { over };
}
