/**
 * Registry of focus targets. A component registers its target while it is mounted, so the field and the grid
 * can move the focus to each other without knowing each other's elements.
 */

import { useEffect, useRef } from 'preact/hooks';

/** The search field; the remove button of the last chip; the photo in the grid's tab order. */
export type FocusStop = 'field' | 'chip' | 'grid';

export interface FocusHow extends FocusOptions {
  /** For the field: also opens the suggestions with recent searches, as a click does. */
  recent?: boolean;
}

type Focus = (how: FocusHow) => void;

const stops: Record<FocusStop, Focus[]> = { field: [], chip: [], grid: [] };

/** Registers a target while the component is mounted; of several the last one is used. */
export function useFocusStop(stop: FocusStop, focus: Focus): void {
  const latest = useRef(focus);
  latest.current = focus;
  useEffect(() => {
    const current: Focus = (how) => latest.current(how);
    stops[stop].push(current);
    return () => void stops[stop].splice(stops[stop].indexOf(current), 1);
  }, [stop]);
}

/** Focuses a target. Does nothing if it is not mounted. */
export function focusOn(stop: FocusStop, how: FocusHow = {}): void {
  stops[stop].at(-1)?.(how);
}
