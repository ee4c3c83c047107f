/** Keeps the screen on while something lasts: a phone that sleeps stops the page. */

import { effect, signal } from '@preact/signals';

type Locks = Pick<WakeLock, 'request'>;

/**
 * The browser itself releases the lock when the page is hidden, so it is requested again when that is over.
 * @param wanted reads signals; whether the screen must stay on now
 */
export function keepAwake(
  wanted: () => boolean,
  // Missing in older browsers.
  locks: Locks | null = navigator.wakeLock ?? null,
): void {
  if (!locks) return;
  let turn: Promise<void> = Promise.resolve();
  let held: WakeLockSentinel | null = null;
  effect(() => {
    const on = wanted();
    turn = turn.then(async () => {
      if (on) held = await locks.request('screen');
      else await held?.release();
      if (!on) held = null;
    });
    // Refused: the battery is low, or the page is hidden again. The screen then goes off as always.
    turn = turn.catch(() => undefined);
  });
}

/** Keeps the screen on until what it returns is called, but for times when the page is hidden. */
export function keepOn(locks?: Locks): () => void {
  const wanted = signal(!document.hidden);
  const follow = () => {
    wanted.value = !document.hidden;
  };
  document.addEventListener('visibilitychange', follow);
  keepAwake(() => wanted.value, locks);
  return () => {
    document.removeEventListener('visibilitychange', follow);
    wanted.value = false;
  };
}
