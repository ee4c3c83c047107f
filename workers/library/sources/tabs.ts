/**
 * Which tabs are alive. A picked file is in the memory of one tab until a copy of it is stored; if that tab
 * dies first, the file has to be picked again, and only this module can tell.
 */

import { heldLocks, withLock } from '#workers/shared/locks';
import { thisTab } from '#workers/shared/tab';

const PREFIX = 'mitsuke-tab-';

/** Holds a lock with the tab's name; the browser releases it when the tab dies, for whatever reason. */
export function announceTab(): void {
  void withLock(PREFIX + thisTab, () => new Promise<never>(() => undefined));
}

/** Without the browser's locks, other tabs count as dead: else the files of a killed one would wait for ever. */
export async function livingTabs(): Promise<Set<string>> {
  const names = (await heldLocks()).filter((name) => name.startsWith(PREFIX));
  return new Set([thisTab, ...names.map((name) => name.slice(PREFIX.length))]);
}
