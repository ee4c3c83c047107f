/** Ranges over the keys of stores that are kept under two values, such as [space, photo] or [source, path]. */

/**
 * Every key that begins with `first`: strings and numbers sort before all arrays, so `[first, []]` ends them.
 * @param from the least second value
 * @param beyond without `from` itself
 */
export function keysUnder(first: string, from?: number, beyond = false): IDBKeyRange {
  return IDBKeyRange.bound(from === undefined ? [first] : [first, from], [first, []], beyond);
}
