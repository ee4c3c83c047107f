/** Order of the rows in a table of scores, and which of its cells are visible. */

/** Sort order: `by` is the index of a column, or 'photo' for the order of the library. */
export interface Sort {
  by: number | 'photo';
  descending: boolean;
}

/** Returns the order after a click on a heading: best first, reversed by a second click. */
export function pressed(sort: Sort, by: Sort['by']): Sort {
  return { by, descending: sort.by === by ? !sort.descending : true };
}

/**
 * Sorts rows.
 * @param rows in the order of the library, newest first, which is also the order of 'photo'
 * @param value returns the sort key of a row
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

/**
 * Returns which of `count` items of equal size are within a window, as [from, to).
 * @param beyond number of further items to include on both sides
 */
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
