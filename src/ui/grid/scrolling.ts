/** Virtual scrolling of the grid, with scroll anchoring when photos are added or rows change. */

import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PhotoCard } from '#core/photo';
import { type Layout, photoAt, rowOf, rowsBetween } from './rows';

/** Scroll position of a list, in CSS pixels from the page's top; stored while the grid is unmounted. */
export interface ScrollMemory {
  y: number;
}

/** Overscan on both sides of the window, in CSS pixels: about the distance of a fast flick in two frames. */
const MARGIN = 700;
/** Delay of a new list's overscan in milliseconds: an answer replaced by the next letter skips it. */
const AHEAD_AFTER = 60;
/** Nearer to the top than this, in CSS pixels, nothing is anchored, so that new photos appear. */
const AT_TOP = 24;

/**
 * Returns the rows to render, as [from, to). When photos are added above the visible ones (or rows change
 * their height), the window is scrolled by the difference before the paint. For a new list the visible rows
 * are rendered first, and the overscan rows a moment later.
 */
export function useRowsInSight(
  box: RefObject<HTMLElement | null>,
  layout: Layout,
  photos: readonly PhotoCard[],
  memory: ScrollMemory,
): { from: number; to: number } {
  const [, drawAgain] = useState({});
  /** Position of the window's top edge in the grid. */
  const top = useRef(0);
  const held = useRef<{ no: number; below: number } | null>(null);
  const drawn = useRef({ layout, from: 0, to: 0 });
  /** The last rendered props, for scroll events between two renders. */
  const latest = useRef({ layout, photos, memory });
  if (latest.current.memory !== memory) {
    // A new list: restores its scroll position, and drops the anchor of the last one.
    held.current = null;
    top.current += memory.y - window.scrollY;
  }
  latest.current = { layout, photos, memory };

  /** The memory of the list whose overscan rows are rendered. */
  const ahead = useRef<ScrollMemory | null>(null);
  const between = () => {
    const margin = ahead.current === latest.current.memory ? MARGIN : 0;
    return rowsBetween(latest.current.layout, top.current - margin, top.current + innerHeight + margin);
  };

  if (drawn.current.layout !== layout) {
    const now = held.current && placeOf(held.current.no, photos, layout);
    if (held.current && now !== null) top.current = now - held.current.below;
  }
  const { from, to } = between();
  drawn.current = { layout, from, to };

  const hold = () => {
    const atTop = window.scrollY < AT_TOP;
    const { layout: shown, photos: order } = latest.current;
    const first = atTop ? null : photoAt(shown, top.current + coveredTop());
    const photo = first && order[first.index];
    held.current = photo ? { no: photo.no, below: first.top - top.current } : null;
  };

  const measure = () => {
    if (box.current) top.current = -box.current.getBoundingClientRect().top;
  };

  const drawIfMoved = () => {
    const next = between();
    if (next.from !== drawn.current.from || next.to !== drawn.current.to) drawAgain({});
  };

  // After a new layout: scrolls the window so that the anchored photo stays in place.
  useLayoutEffect(() => {
    if (!box.current || layout.rows.length === 0) return;
    if (held.current) {
      const off = top.current + box.current.getBoundingClientRect().top;
      if (Math.abs(off) >= 1) window.scrollBy({ top: off, behavior: 'instant' });
    }
    measure();
    hold();
  }, [layout]);

  // Restores the scroll position of a grid that is shown again, after a search or the settings.
  useLayoutEffect(() => {
    if (layout.rows.length === 0) return;
    window.scrollTo({ top: memory.y, behavior: 'instant' });
    measure();
    hold();
    drawIfMoved();
  }, [memory, layout.rows.length > 0]);

  useEffect(() => {
    const timer = setTimeout(() => {
      ahead.current = memory;
      drawIfMoved();
    }, AHEAD_AFTER);
    return () => clearTimeout(timer);
  }, [memory]);

  useEffect(() => {
    const onScroll = () => {
      // A page that is temporarily shorter scrolls by itself: that must not be stored.
      if (!box.current?.isConnected || latest.current.layout.rows.length === 0) return;
      latest.current.memory.y = window.scrollY;
      measure();
      hold();
      drawIfMoved();
    };
    addEventListener('scroll', onScroll, { passive: true });
    addEventListener('resize', onScroll, { passive: true });
    return () => {
      removeEventListener('scroll', onScroll);
      removeEventListener('resize', onScroll);
    };
  }, []);

  return { from, to };
}

function placeOf(no: number, photos: readonly PhotoCard[], layout: Layout): number | null {
  const index = photos.findIndex((photo) => photo.no === no);
  return index < 0 ? null : (rowOf(layout, index)?.top ?? null);
}

/** Returns how much of the window's top is covered by the frame and the selection bar, in CSS pixels. */
export function coveredTop(): number {
  return covered('--covered-top') + covered('--covered-by-selection');
}

export function coveredBottom(): number {
  return covered('--covered-bottom');
}

/** Returns how much of the window's bottom the frame and the cards of offers cover, in CSS pixels. */
export function hiddenBottom(): number {
  return coveredBottom() + covered('--offered');
}

function covered(token: string): number {
  return Number.parseFloat(document.documentElement.style.getPropertyValue(token)) || 0;
}
