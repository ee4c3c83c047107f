/**
 * Selecting by finger: a long press begins, and a finger that goes on over other photos takes them in.
 * Once photos are selected, a drag to the side does the same at once (up and down still scrolls), and
 * so does the mouse.
 */

import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import type { PhotoCard } from '#core/photo';
import { coveredBottom, coveredTop } from './scrolling';
import { dragged, type Selection, selection } from './selection';

/** Milliseconds a finger rests before it selects: as long as the systems' own. */
const LONG_PRESS = 450;
/** CSS pixels that a finger moves without meaning it. */
const STEADY = 10;
/** Nearer than this to the edge of what is in sight, the grid scrolls along, in CSS pixels. */
const EDGE = 72;

/** The click of a press that has ended comes within this, in milliseconds. */
const CLICK_WITHIN = 300;

interface Drag {
  pointer: number;
  x: number;
  y: number;
  /** Index of the photo where it began. */
  from: number;
  /** What was selected before; null until it selects. */
  before: Selection | null;
}

export function useDragging(
  box: RefObject<HTMLElement | null>,
  latest: { readonly current: readonly PhotoCard[] },
): void {
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    let drag: Drag | null = null;
    let timer = 0;
    let frame = 0;
    /** Set when a drag has ended over a photo: the click that follows is not meant. */
    let spent = false;

    const indexAt = (x: number, y: number): number => {
      const tile = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-no]');
      const no = tile && element.contains(tile) ? Number(tile.dataset.no) : 0;
      return no ? latest.current.findIndex((photo) => photo.no === no) : -1;
    };

    const select = (to: number) => {
      if (drag?.before && to >= 0) selection.value = dragged(drag.before, latest.current, drag.from, to);
    };

    const begin = () => {
      if (!drag) return;
      drag.before = selection.peek() ?? { photos: new Set(), anchor: null };
      spent = true;
      select(drag.from);
      frame = requestAnimationFrame(scrollAlong);
    };

    const scrollAlong = () => {
      if (!drag) return;
      const above = coveredTop() + EDGE - drag.y;
      const below = drag.y - (innerHeight - coveredBottom() - EDGE);
      const by = above > 0 ? -above : Math.max(0, below);
      if (by !== 0) {
        window.scrollBy({ top: by / 4, behavior: 'instant' });
        select(indexAt(drag.x, drag.y));
      }
      frame = requestAnimationFrame(scrollAlong);
    };

    const onDown = (event: PointerEvent) => {
      spent = false;
      if (!event.isPrimary || event.button !== 0) return end();
      const from = indexAt(event.clientX, event.clientY);
      if (from < 0) return;
      drag = { pointer: event.pointerId, x: event.clientX, y: event.clientY, from, before: null };
      if (event.pointerType !== 'mouse') timer = window.setTimeout(begin, LONG_PRESS);
    };

    const onMove = (event: PointerEvent) => {
      if (drag?.pointer !== event.pointerId) return;
      if (!drag.before) {
        const [right, down] = [Math.abs(event.clientX - drag.x), Math.abs(event.clientY - drag.y)];
        if (Math.hypot(right, down) <= STEADY) return;
        clearTimeout(timer);
        const scrolls = event.pointerType !== 'mouse' && down >= right;
        if (!selection.peek() || scrolls) return end();
        begin();
      }
      drag.x = event.clientX;
      drag.y = event.clientY;
      select(indexAt(drag.x, drag.y));
    };

    const end = () => {
      // If it ended beside the grid there is no click to wait for.
      setTimeout(() => {
        spent = false;
      }, CLICK_WITHIN);
      clearTimeout(timer);
      cancelAnimationFrame(frame);
      drag = null;
    };

    const onClick = (event: MouseEvent) => {
      if (!spent) return;
      spent = false;
      event.preventDefault();
      event.stopPropagation();
    };
    /** The finger selects now: the page must not scroll under it, and no menu may open. */
    const hold = (event: Event) => {
      if (drag?.before && event.cancelable) event.preventDefault();
    };
    const onMenu = (event: Event) => {
      if (spent || (event instanceof PointerEvent && event.pointerType === 'touch')) event.preventDefault();
    };

    const stop = new AbortController();
    const { signal } = stop;
    element.addEventListener('pointerdown', onDown, { signal });
    element.addEventListener('click', onClick, { signal, capture: true });
    element.addEventListener('touchmove', hold, { signal, passive: false });
    element.addEventListener('contextmenu', onMenu, { signal });
    // A finger that leaves the grid, or whose photo leaves the document, still moves.
    addEventListener('pointermove', onMove, { signal });
    addEventListener('pointerup', end, { signal });
    addEventListener('pointercancel', end, { signal });
    return () => {
      end();
      stop.abort();
    };
  }, []);
}
