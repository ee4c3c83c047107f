/**
 * How often in a row the browser has closed this tab while it indexed. It tells nobody, so a run leaves a mark
 * (`system/runs.ts`), which an orderly end takes away. The mark is the tab's own: a tab that is opened meanwhile has
 * none. A browser without storage counts nothing.
 */

export const MARK = 'mitsuke.run';
export const COUNT = 'mitsuke.crashes';

type Kept = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Where the mark and the count are kept; null if the browser refuses. */
export interface CrashStores {
  tab: Kept;
  all: Kept;
}

export function crashStores(): CrashStores | null {
  try {
    return { tab: sessionStorage, all: localStorage };
  } catch {
    return null;
  }
}

/** The crashes before the page was opened; read before a run begins. */
export function crashesInRow(stores = crashStores()): number {
  return stores ? Number(stores.all.getItem(COUNT)) + Number(stores.tab.getItem(MARK) !== null) : 0;
}
