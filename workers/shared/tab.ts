/**
 * This tab, as its page and all its workers know it: each worker is started with this name. Tabs share a library,
 * its events and its locks, unless it is in memory.
 */

/** The page gives it to its workers, and these to theirs. */
export const thisTab: string = ('WorkerGlobalScope' in globalThis && self.name) || crypto.randomUUID();

let alone = false;

/** The browser stores nothing, so that this tab has a library of its own: its events and locks concern no other. */
export function keepToThisTab(): void {
  alone = true;
}

export function isAlone(): boolean {
  return alone;
}
