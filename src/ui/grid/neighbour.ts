/** Keyboard navigation in the grid. */

import { type Layout, type PhotoRow, rowOf } from './rows';

export type Move = 'left' | 'right' | 'up' | 'down' | 'first' | 'last' | 'pageUp' | 'pageDown';

/** Moves by key. */
export const MOVES: Readonly<Record<string, Move>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'first',
  End: 'last',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
};

/**
 * Returns the photo that a move leads to. Up and down lead to the photo of the adjacent row whose middle is
 * nearest, whatever its width; at an edge the photo stays the same.
 * @param page height of a screen, for the page moves
 * @returns an index, always of an existing photo
 */
export function neighbour(layout: Layout, index: number, move: Move, page: number): number {
  const last = lastIndex(layout);
  const row = rowOf(layout, index);
  if (!row) return Math.max(0, Math.min(index, last));
  switch (move) {
    case 'left':
      return Math.max(0, index - 1);
    case 'right':
      return Math.min(last, index + 1);
    case 'first':
      return 0;
    case 'last':
      return last;
    case 'up':
      return nearest(rowBefore(layout, row), row, index);
    case 'down':
      return nearest(rowAfter(layout, row), row, index);
    case 'pageUp':
      return nearest(rowNear(layout, row.top - page, 'up') ?? firstRow(layout), row, index);
    case 'pageDown':
      return nearest(rowNear(layout, row.top + page, 'down') ?? rowOf(layout, last), row, index);
  }
}

function nearest(target: PhotoRow | undefined, from: PhotoRow, index: number): number {
  if (!target || target === from) return index;
  const wanted = middle(from, index);
  let best = target.first;
  for (let i = best + 1; i < target.first + target.lefts.length - 1; i++) {
    if (Math.abs(middle(target, i) - wanted) < Math.abs(middle(target, best) - wanted)) best = i;
  }
  return best;
}

function middle(row: PhotoRow, index: number): number {
  const at = index - row.first;
  return ((row.lefts[at] ?? 0) + (row.lefts[at + 1] ?? 0)) / 2;
}

function lastIndex({ rows }: Layout): number {
  const row = rows.at(-1);
  return row?.kind === 'photos' ? row.first + row.lefts.length - 2 : 0;
}

const firstRow = (layout: Layout): PhotoRow | undefined => rowOf(layout, 0);
const rowBefore = (layout: Layout, row: PhotoRow): PhotoRow | undefined => rowOf(layout, row.first - 1);
const rowAfter = (layout: Layout, row: PhotoRow): PhotoRow | undefined =>
  rowOf(layout, row.first + row.lefts.length - 1);

/** Returns the last row above a height (`up`), or the first one below it (`down`). */
function rowNear({ rows }: Layout, height: number, towards: 'up' | 'down'): PhotoRow | undefined {
  const photoRows = rows.filter((row) => row.kind === 'photos');
  return towards === 'down'
    ? photoRows.find(({ top }) => top >= height)
    : photoRows.findLast(({ top }) => top <= height);
}
