/** Joins what indexing tells, so that pages draw at most four times a second however fast photos arrive. */

import type { LibraryEvent } from './contract';

/** Least time between two tellings of arrivals, in milliseconds. */
const PAUSE = 250;

/**
 * A throttle that loses nothing. What a run that goes on tells waits until the pause is over, and is told as one event
 * of each kind; anything else is told at once, after what waits.
 */
export function paced(tell: (event: LibraryEvent) => void): (event: LibraryEvent) => void {
  let waiting: LibraryEvent[] = [];
  let pause: ReturnType<typeof setTimeout> | undefined;
  const pass = () => {
    const events = waiting;
    waiting = [];
    clearTimeout(pause);
    pause = events.length > 0 ? setTimeout(pass, PAUSE) : undefined;
    events.forEach(tell);
  };
  return (event) => {
    if (!canWait(event)) {
      pass();
      tell(event);
      return;
    }
    for (const [i, other] of waiting.entries()) {
      const both = joined(other, event);
      if (!both) continue;
      waiting[i] = both;
      return;
    }
    waiting.push(event);
    if (!pause) pass();
  };
}

function canWait(event: LibraryEvent): boolean {
  switch (event.type) {
    case 'photos':
      return event.removed.length === 0;
    case 'indexing':
      return event.indexing.state === 'running';
    case 'failed':
      return !event.all;
    case 'encoded':
      return true;
    default:
      return false;
  }
}

/** @returns one event for two that can wait; null if they tell of different things */
function joined(a: LibraryEvent, b: LibraryEvent): LibraryEvent | null {
  if (a.type === 'photos' && b.type === 'photos') {
    return { type: 'photos', added: [...a.added, ...b.added], removed: [] };
  }
  if (a.type === 'encoded' && b.type === 'encoded' && a.space === b.space) {
    return { ...a, photos: [...a.photos, ...b.photos] };
  }
  if (a.type === 'failed' && b.type === 'failed')
    return { type: 'failed', failed: [...a.failed, ...b.failed] };
  return a.type === 'indexing' && b.type === 'indexing' ? b : null;
}
