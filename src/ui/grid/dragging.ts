/**
 * Selecting by dragging: a long press starts, and dragging on over other photos selects them. Once photos are
 * being selected, a horizontal drag (a vertical one still scrolls) or a drag with the mouse starts without a
 * long press.
 */

import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import type { PhotoCard } from '#core/photo';
import { coveredBottom, coveredTop } from './scrolling';
import { dragged, type Selection, selection } from './selection';

/** Duration of a long press in milliseconds, like that of the operating systems. */
const LONG_PRESS = 450;
/** Movement of a finger that does not count as a drag, in CSS pixels. */
const STEADY = 10;
/** Distance to the edge of the visible grid, in CSS pixels, within which a drag scrolls it. */
const EDGE = 72;

/** Time in milliseconds within which browsers fire the click after a pointer is released. */
const CLICK_WITHIN = 300;

interface Drag {
  pointer: number;
  x: number;
  y: number;
  /** Index of the photo where it began. */
  from: number;
  /** The selection before the drag; null until the drag selects. */
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
    /** Set once a drag has selected: the click that follows is suppressed. */
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
      // If the drag ended outside the grid, no click follows.
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
    /** Prevents the page from scrolling while the finger selects. */
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
    // On the window, because the pointer may leave the grid, and its photo may leave the document.
    addEventListener('pointermove', onMove, { signal });
    addEventListener('pointerup', end, { signal });
    addEventListener('pointercancel', end, { signal });
    return () => {
      end();
      stop.abort();
    };
  }, []);
}
