/**
 * Locks between the tabs of this device. A browser without them (an insecure origin, a privacy tool) has those of this
 * worker alone: then two tabs may do the same work, and the store's transactions keep the result of one.
 */

import { isAlone, thisTab } from './tab';

/** The browser's types know no absence. */
const locksHere = () => navigator.locks as LockManager | undefined;

/**
 * Runs the work while nobody else runs work under this name.
 * @param signal ends the wait
 * @throws DOMException `AbortError` if the wait was ended; and what the work throws
 */
export function withLock<T>(name: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  // The tabs of libraries in memory have nothing in common.
  const own = isAlone() ? `${name} ${thisTab}` : name;
  const locks = locksHere();
  return locks ? locks.request(own, signal ? { signal } : {}, work) : inTurn(own, work, signal);
}

/** Returns the names that are locked now, in all tabs. */
export async function heldLocks(): Promise<string[]> {
  const { held = [] } = (await locksHere()?.query()) ?? {};
  return held.map(({ name }) => name ?? '');
}

const turns = new Map<string, Promise<unknown>>();

function inTurn<T>(name: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  const before = turns.get(name);
  const turn = Promise.race([before, ended(signal)]).then(() => {
    signal?.throwIfAborted();
    return work();
  });
  turns.set(name, Promise.allSettled([before, turn]));
  return turn;
}

function ended(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) resolve();
    signal?.addEventListener('abort', () => resolve(), { once: true });
  });
}
