/** How far work on every photo in the background is. */

import { type ReadonlySignal, signal } from '@preact/signals';
import { type BackgroundState, LIBRARY_EVENTS, type LibraryEvent } from '#workers/library/contract';
import { openChannel } from '#workers/shared/channel';

/**
 * @param now asks the library
 * @param told the state that an event tells, if it does
 * @returns null until it is known
 */
export function backgroundState(
  now: () => Promise<BackgroundState>,
  told: (event: LibraryEvent) => BackgroundState | false,
): ReadonlySignal<BackgroundState | null> {
  const state = signal<BackgroundState | null>(null);
  openChannel(LIBRARY_EVENTS).hear((event) => {
    const next = told(event);
    if (next) state.value = next;
  });
  now().then(
    (asked) => {
      // What was told meanwhile is newer.
      state.value ??= asked;
    },
    () => undefined,
  );
  return state;
}
