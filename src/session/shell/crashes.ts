/**
 * Counts how often in a row the browser has closed this tab while it indexed. It tells nobody, so a run leaves a mark,
 * which an orderly end takes away. The mark is the tab's own: a tab that is opened meanwhile has none. A browser without
 * storage counts nothing.
 */

const MARK = 'mitsuke.run';
const COUNT = 'mitsuke.crashes';

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
  return stores ? Number(stores.all.getItem(COUNT)) + (stores.tab.getItem(MARK) ? 1 : 0) : 0;
}

/** Stores the count, so that a run may leave its own mark. */
export function noteCrashes(crashes: number, { tab, all }: CrashStores): void {
  tab.removeItem(MARK);
  if (crashes > 0) all.setItem(COUNT, String(crashes));
  else all.removeItem(COUNT);
}

/** @param on while it indexes and can be seen: a phone closes hidden tabs at any time */
export function markRun(on: boolean, { tab }: CrashStores): void {
  if (on) tab.setItem(MARK, 'yes');
  else tab.removeItem(MARK);
}
