/** Roving tabindex: the grid is one stop in the tab order, and the arrow keys move the focus inside. */

import { useSignalEffect } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PhotoCard, PhotoNo } from '#core/photo';
import { focusOn, useFocusStop } from '../parts/focus';
import { MOVES, neighbour } from './neighbour';
import { type Layout, type PhotoRow, type Row, rowOf } from './rows';
import { coveredBottom, coveredTop } from './scrolling';
import { lastSeen } from './viewing';

/** @param list changes when a new list is shown; then its first photo is in the tab order */
export function useRoving(
  box: RefObject<HTMLElement | null>,
  layout: Layout,
  photos: readonly PhotoCard[],
  list: object,
) {
  const [at, setAt] = useState<{ no: PhotoNo; list: object } | null>(null);
  const setActive = (no: PhotoNo | undefined) => setAt(no === undefined ? null : { no, list });
  const activeNo = at?.list === list ? at.no : null;
  /** Set after a move until the target photo is in the document and focused. */
  const moving = useRef(false);
  const [, drawAgain] = useState({});
  const active = Math.max(0, activeNo === null ? 0 : photos.findIndex(({ no }) => no === activeNo));

  const activeTile = () => box.current?.querySelector<HTMLElement>('[data-no][tabindex="0"]');
  useFocusStop('grid', (how) => activeTile()?.focus(how));

  useLayoutEffect(() => {
    if (!moving.current) return;
    const tile = activeTile();
    if (!tile) return;
    moving.current = false;
    if (isFree(box.current)) tile.focus({ preventScroll: true });
  });

  // After the viewer closes, focuses the photo seen last, or the first one if that is not in this list.
  useSignalEffect(() => {
    const seen = lastSeen.value;
    if (!seen) return;
    lastSeen.value = null;
    moving.current = true;
    setActive(seen.no);
    // Renders even if the photo was already active.
    drawAgain({});
    const row = rowOf(
      layout,
      photos.findIndex(({ no }) => no === seen.no),
    );
    if (row) scrollInto(row);
  });

  /** @returns index of the photo that the key has moved to; null if it did not move */
  const onKeyDown = (event: KeyboardEvent): number | null => {
    const move = MOVES[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return null;
    event.preventDefault();
    const next = neighbour(layout, active, move, innerHeight - coveredTop() - coveredBottom());
    if (next === active) {
      if (move === 'up' && !event.shiftKey) {
        focusOn('field');
      }
      return null;
    }
    moving.current = true;
    setActive(photos[next]?.no);
    const row = rowOf(layout, next);
    if (row) scrollInto(row);
    return next;
  };

  function scrollInto(row: PhotoRow): void {
    const start = (box.current?.getBoundingClientRect().top ?? 0) + row.top;
    const above = coveredTop() + 8 - start;
    const below = start + row.height - (innerHeight - coveredBottom() - 8);
    // For the first row, scrolls to the top, so that the headings above it are visible.
    if (row.first === 0) window.scrollTo({ top: 0, behavior: 'instant' });
    else if (above > 0) window.scrollBy({ top: -above, behavior: 'instant' });
    else if (below > 0) window.scrollBy({ top: below, behavior: 'instant' });
  }

  const onFocusIn = (event: FocusEvent) => {
    const no = event.target instanceof HTMLElement ? Number(event.target.dataset.no) : 0;
    if (no && no !== activeNo) setActive(no);
  };

  /** Returns the active photo's row if it is not rendered: it must stay in the document to keep the focus. */
  const rowOutside = (drawn: readonly Row[]): { row: PhotoRow; before: boolean } | null => {
    const row = rowOf(layout, active);
    if (!row || drawn.includes(row)) return null;
    return { row, before: row.top < (drawn[0]?.top ?? 0) };
  };

  return { active, onKeyDown, onFocusIn, rowOutside };
}

/** Whether the grid may take the focus: not from a field that the user has opened while the viewer closed. */
function isFree(grid: HTMLElement | null): boolean {
  const focused = document.activeElement;
  return !focused || focused === document.body || (grid?.contains(focused) ?? false);
}
