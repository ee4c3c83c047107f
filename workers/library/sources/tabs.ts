/**
 * Which tabs are alive. A picked file is in the memory of one tab until a copy of it is stored; if that tab
 * dies first, the file has to be picked again, and only this module can tell.
 */

const PREFIX = 'mitsuke-tab-';

/** This tab's name for its lifetime. */
export const thisTab: string = crypto.randomUUID();

/** Holds a lock with the tab's name; the browser releases it when the tab dies, for whatever reason. */
export function announceTab(): void {
  navigator.locks.request(PREFIX + thisTab, () => new Promise<never>(() => undefined));
}

export async function livingTabs(): Promise<Set<string>> {
  const { held = [] } = await navigator.locks.query();
  const names = held.map((lock) => lock.name ?? '').filter((name) => name.startsWith(PREFIX));
  return new Set([thisTab, ...names.map((name) => name.slice(PREFIX.length))]);
}
