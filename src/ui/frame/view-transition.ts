/** The view transition between two places: where the browser can, the place that is left fades over the next one. */

import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/**
 * Returns what to draw: it follows `now` within a view transition, which begins a frame later; without one at once.
 * A change in the middle of a transition ends that, as the browser does by itself, and each draws the newest.
 */
export function useViewTransition<T>(now: T): T {
  const [shown, show] = useState({ value: now });
  const newest = useRef(now);
  newest.current = now;
  useLayoutEffect(() => {
    if (now === shown.value) return;
    const draw = () => show({ value: newest.current });
    // In full screen the picture would lie over the element that fills the screen.
    if (document.fullscreenElement || !canFade()) draw();
    else fadeOver(draw);
  }, [now]);
  return shown.value;
}

/**
 * WebKit without layers, which it tells by this, ends its page at a view transition (WebKitGTK 2.50 without compositing).
 */
function canFade(): boolean {
  const hasLayers = matchMedia('(-webkit-transform-3d)').matches;
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  return 'startViewTransition' in document && hasLayers && !isCalm;
}

/** Only the page before becomes a picture: presses do not reach what is under one, and the new page is to take them. */
function fadeOver(draw: () => void): void {
  const { style } = document.documentElement;
  style.viewTransitionName = 'root';
  const { ready } = document.startViewTransition(() => {
    style.viewTransitionName = 'none';
    draw();
  });
  // Rejects if the browser gives the fading up, in a hidden tab or for the next change. It draws even so.
  ready.catch(() => undefined);
}
