/**
 * Where the focus can be sent from elsewhere on the page. A component that has such a stop registers it while it
 * is shown, so the field and the grid need not know each other's elements.
 */

import { useEffect, useRef } from 'preact/hooks';

/** The search field; the button that takes the last chip away; the photo that the Tab key comes to. */
export type FocusStop = 'field' | 'chip' | 'grid';

export interface FocusHow extends FocusOptions {
  /** Of the field: also offers what was asked lately, as a press of it does. */
  recent?: boolean;
}

type Focus = (how: FocusHow) => void;

const stops: Record<FocusStop, Focus[]> = { field: [], chip: [], grid: [] };

/** Registers a stop for as long as the component is shown; of several the last one counts. */
export function useFocusStop(stop: FocusStop, focus: Focus): void {
  const latest = useRef(focus);
  latest.current = focus;
  useEffect(() => {
    const current: Focus = (how) => latest.current(how);
    stops[stop].push(current);
    return () => void stops[stop].splice(stops[stop].indexOf(current), 1);
  }, [stop]);
}

/** Nothing happens while the stop is not shown. */
export function focusOn(stop: FocusStop, how: FocusHow = {}): void {
  stops[stop].at(-1)?.(how);
}
