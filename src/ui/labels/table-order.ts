/** The order of the rows of a table of scores, and which of its cells are in sight. */

/** What the rows are sorted by: the number of a column, or 'photo' for the order of the library. */
export interface Sort {
  by: number | 'photo';
  descending: boolean;
}

/** A press on a heading: the best first, and the other way round the second time. */
export function pressed(sort: Sort, by: Sort['by']): Sort {
  return { by, descending: sort.by === by ? !sort.descending : true };
}

/**
 * @param rows in the order of the library, newest first, which 'photo' gives back
 * @param value what a row is compared by
 */
export function sortRows(
  rows: readonly number[],
  sort: Sort,
  value: (row: number, column: number) => number,
): readonly number[] {
  const { by, descending } = sort;
  if (by === 'photo') return descending ? rows : rows.toReversed();
  const sign = descending ? -1 : 1;
  const keyed = rows.map((row) => ({ row, key: sign * value(row, by) }));
  return keyed.sort((a, b) => a.key - b.key).map(({ row }) => row);
}

/** What of `count` equal parts is within a window, with `beyond` more on both sides, as [from, to). */
export function partsInSight(
  count: number,
  size: number,
  start: number,
  length: number,
  beyond: number,
): { from: number; to: number } {
  const from = Math.max(0, Math.min(count, Math.floor(start / size) - beyond));
  const to = Math.max(from, Math.min(count, Math.ceil((start + length) / size) + beyond));
  return { from, to };
}
