/** What of the grid is in sight while the window scrolls, and what stays in place when the order changes. */

import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PhotoCard } from '#core/photo';
import { type Layout, photoAt, rowOf, rowsBetween } from './rows';

/** Where a grid was scrolled to, in CSS pixels from the page's top. The one who shows it keeps it. */
export interface ScrollMemory {
  y: number;
}

/** Drawn beyond the window on both sides: about what a fast flick passes in two frames. */
const MARGIN = 700;
/** How much later those beyond come, in milliseconds: not at all for an answer that the next letter replaces. */
const AHEAD_AFTER = 60;
/** Nearer to the top than this, new photos may push the others down: that is where they are awaited. */
const AT_TOP = 24;

/**
 * The rows to draw, as [from, to). When photos come in above those in sight (or the rows change
 * their height), the window is scrolled by as much, before anything is painted. Of another list the
 * rows in sight come first, a moment later those beyond.
 */
export function useRowsInSight(
  box: RefObject<HTMLElement | null>,
  layout: Layout,
  photos: readonly PhotoCard[],
  memory: ScrollMemory,
): { from: number; to: number } {
  const [, drawAgain] = useState({});
  /** Where the window's top edge is in the grid. */
  const top = useRef(0);
  const held = useRef<{ no: number; below: number } | null>(null);
  const drawn = useRef({ layout, from: 0, to: 0 });
  /** A scroll event may come between two layouts: it is about the one that is drawn. */
  const latest = useRef({ layout, photos, memory });
  if (latest.current.memory !== memory) {
    // Another list: it is drawn where it was left, and nothing of the one before is held in place.
    held.current = null;
    top.current += memory.y - window.scrollY;
  }
  latest.current = { layout, photos, memory };

  /** The memory of the list of which rows beyond the window are drawn. */
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

  // The layout of these photos was drawn: bring the window to where the held photo is now.
  useLayoutEffect(() => {
    if (!box.current || layout.rows.length === 0) return;
    if (held.current) {
      const off = top.current + box.current.getBoundingClientRect().top;
      if (Math.abs(off) >= 1) window.scrollBy({ top: off, behavior: 'instant' });
    }
    measure();
    hold();
  }, [layout]);

  // A grid that comes back (from a search, from the settings) stands where it was left.
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
      // A page that is shorter for a moment scrolls by itself: that is not the user's doing.
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

/** How much of the window's top and bottom the frame covers, in CSS pixels. */
export function coveredTop(): number {
  return covered('--covered-top') + covered('--covered-by-selection');
}

export function coveredBottom(): number {
  return covered('--covered-bottom');
}

function covered(token: string): number {
  return Number.parseFloat(document.documentElement.style.getPropertyValue(token)) || 0;
}
