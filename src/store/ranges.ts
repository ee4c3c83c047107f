/** Key ranges over stores with keys of two values, such as [space, photo] or [source, path]. */

/**
 * Covers every key that begins with `first`: strings and numbers sort before all arrays, so `[first, []]` is
 * an upper bound.
 * @param from lower bound of the second value
 * @param beyond excludes `from` itself
 */
export function keysUnder(first: string | number, from?: number, beyond = false): IDBKeyRange {
  return IDBKeyRange.bound(from === undefined ? [first] : [first, from], [first, []], beyond);
}
