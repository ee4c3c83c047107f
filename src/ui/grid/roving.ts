/** One stop of the Tab key in the grid, moved by the arrow keys. */

import { useSignalEffect } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PhotoCard, PhotoNo } from '#core/photo';
import { focusOn, useFocusStop } from '../parts/focus';
import { MOVES, neighbour } from './neighbour';
import { type Layout, type PhotoRow, type Row, rowOf } from './rows';
import { coveredBottom, coveredTop } from './scrolling';
import { lastSeen } from './viewing';

/** @param list changes when the photos are another list, of which the first is where the Tab key comes to */
export function useRoving(
  box: RefObject<HTMLElement | null>,
  layout: Layout,
  photos: readonly PhotoCard[],
  list: object,
) {
  const [at, setAt] = useState<{ no: PhotoNo; list: object } | null>(null);
  const setActive = (no: PhotoNo | undefined) => setAt(no === undefined ? null : { no, list });
  const activeNo = at?.list === list ? at.no : null;
  /** Set when a key has moved on, until the photo is in the document and has the focus. */
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
    tile.focus({ preventScroll: true });
  });

  // Back from the viewer: the focus goes to the photo that was seen last, or to the first one here.
  useSignalEffect(() => {
    const seen = lastSeen.value;
    if (!seen) return;
    lastSeen.value = null;
    moving.current = true;
    setActive(seen.no);
    // It may have been the active one already.
    drawAgain({});
    const row = rowOf(
      layout,
      photos.findIndex(({ no }) => no === seen.no),
    );
    if (row) scrollInto(row);
  });

  /** @returns index of the photo that the key has led to; null if it led nowhere */
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
    // The first row brings the headings above it along.
    if (row.first === 0) window.scrollTo({ top: 0, behavior: 'instant' });
    else if (above > 0) window.scrollBy({ top: -above, behavior: 'instant' });
    else if (below > 0) window.scrollBy({ top: below, behavior: 'instant' });
  }

  const onFocusIn = (event: FocusEvent) => {
    const no = event.target instanceof HTMLElement ? Number(event.target.dataset.no) : 0;
    if (no && no !== activeNo) setActive(no);
  };

  /** The active photo's row if it is not among those drawn: it must stay, or the focus is lost. */
  const rowOutside = (drawn: readonly Row[]): { row: PhotoRow; before: boolean } | null => {
    const row = rowOf(layout, active);
    if (!row || drawn.includes(row)) return null;
    return { row, before: row.top < (drawn[0]?.top ?? 0) };
  };

  return { active, onKeyDown, onFocusIn, rowOutside };
}
