/** Key ranges: of stores with keys of two values, such as [space, photo] or [source, path], and of a store in parts. */

/**
 * Covers every key that begins with `first`: strings and numbers sort before all arrays, so `[first, []]` is
 * an upper bound.
 * @param from lower bound of the second value
 * @param beyond excludes `from` itself
 */
export function keysUnder(first: string | number, from?: number, beyond = false): IDBKeyRange {
  return IDBKeyRange.bound(from === undefined ? [first] : [first, from], [first, []], beyond);
}

/** Yields the rows of a store in parts, in the order of their keys. @param read returns the next rows of a range */
export async function* inParts<Row>(
  read: (after: IDBKeyRange | undefined) => Promise<Row[]>,
  keyOf: (row: Row) => IDBValidKey,
): AsyncGenerator<Row[]> {
  for (let after: IDBKeyRange | undefined; ; ) {
    const part = await read(after);
    const last = part.at(-1);
    if (last === undefined) return;
    yield part;
    after = IDBKeyRange.lowerBound(keyOf(last), true);
  }
}
