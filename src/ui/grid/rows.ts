/**
 * Geometry of the grid: photos in sections -> rows with exact positions, and lookups in them (which rows are
 * visible, which row holds a photo). Pure functions over CSS pixels from the grid's top left corner; photos
 * are given by their index in the list.
 *
 * Every height is known before rendering, so the grid needs no virtualiser that measures elements: a binary
 * search finds the visible rows, and the new position of a photo is exact after others were added above it.
 */

import { firstWhere } from '#core/first-where';

/** An item with a size, such as a photo card. */
export interface Shape {
  width: number;
  height: number;
}

/** Range of photos, [from, to), with its own heading. */
export interface Span {
  from: number;
  to: number;
}

export interface HeaderRow {
  kind: 'header';
  section: number;
  /** Index of the photo that follows. */
  first: number;
  top: number;
  height: number;
}

export interface PhotoRow {
  kind: 'photos';
  section: number;
  /** Index of the row's first photo; the others follow. */
  first: number;
  top: number;
  height: number;
  /** Left edges of the photos, followed by the right edge of the last one plus the gap. */
  lefts: number[];
}

export type Row = HeaderRow | PhotoRow;

export interface Layout {
  rows: Row[];
  height: number;
}

export interface Shaping {
  width: number;
  gap: number;
  headerHeight: number;
  /** Number of columns of square photos; null for justified rows. */
  columns: number | null;
  /** Target height of justified rows. */
  rowHeight: number;
}

/** Aspect ratios to which narrower or wider photos are cropped: a panorama must not flatten its whole row. */
const NARROWEST = 0.45;
const WIDEST = 3.2;

/** Lays photos out in linear time: 20,000 take a few milliseconds. */
export function layoutRows(photos: readonly Shape[], sections: readonly Span[], shaping: Shaping): Layout {
  const rows: Row[] = [];
  let top = 0;
  sections.forEach(({ from, to }, section) => {
    if (shaping.headerHeight > 0) {
      rows.push({ kind: 'header', section, first: from, top, height: shaping.headerHeight });
      top += shaping.headerHeight;
    }
    for (let first = from; first < to; ) {
      const { lefts, height } = shaping.columns
        ? squares(first, to, shaping.columns, shaping)
        : justified(photos, first, to, shaping);
      rows.push({ kind: 'photos', section, first, top, height, lefts });
      top += height + shaping.gap;
      first += lefts.length - 1;
    }
  });
  return { rows, height: top };
}

function squares(first: number, to: number, columns: number, { width, gap }: Shaping) {
  const side = (width - gap * (columns - 1)) / columns;
  const count = Math.min(columns, to - first);
  return { height: side, lefts: Array.from({ length: count + 1 }, (_, i) => i * (side + gap)) };
}

/** Lays out one justified row, with the number of photos that brings its height nearest to the target. */
function justified(photos: readonly Shape[], first: number, to: number, shaping: Shaping) {
  const { width, gap, rowHeight } = shaping;
  let ratios = 0;
  let end = first;
  let height = rowHeight;
  while (end < to) {
    const wider = ratios + ratioOf(photos[end]);
    const next = (width - gap * (end - first)) / wider;
    const full = next <= rowHeight;
    // The photo that fills the row may make it too low: without it the height may be nearer to the target.
    if (full && end > first && rowHeight / next > (width - gap * (end - first - 1)) / ratios / rowHeight) {
      height = (width - gap * (end - first - 1)) / ratios;
      break;
    }
    ratios = wider;
    end++;
    if (full) {
      height = next;
      break;
    }
  }
  const lefts = [0];
  let left = 0;
  for (let i = first; i < end; i++) {
    left += ratioOf(photos[i]) * height + gap;
    lefts.push(left);
  }
  return { height, lefts };
}

function ratioOf(shape: Shape | undefined): number {
  if (!shape || shape.width <= 0 || shape.height <= 0) return 1;
  return Math.min(WIDEST, Math.max(NARROWEST, shape.width / shape.height));
}

/** Returns the rows that intersect the range from `top` to `bottom`, as [from, to). */
export function rowsBetween({ rows }: Layout, top: number, bottom: number): { from: number; to: number } {
  const from = firstWhere(rows.length, (i) => bottomOf(rows[i]) > top);
  const to = firstWhere(rows.length, (i) => (rows[i]?.top ?? 0) >= bottom);
  return { from, to: Math.max(from, to) };
}

/** Returns the row that holds a photo; undefined if there is no such photo. */
export function rowOf({ rows }: Layout, index: number): PhotoRow | undefined {
  const after = firstWhere(rows.length, (i) => (rows[i]?.first ?? 0) > index);
  const row = rows[after - 1];
  return row?.kind === 'photos' && index < row.first + row.lefts.length - 1 ? row : undefined;
}

/** Returns the first photo below a height: the scroll anchor while others are added above. */
export function photoAt(layout: Layout, top: number): { index: number; top: number } | null {
  const { from } = rowsBetween(layout, top, Number.POSITIVE_INFINITY);
  const row = layout.rows.slice(from, from + 2).find(({ kind }) => kind === 'photos');
  return row ? { index: row.first, top: row.top } : null;
}

function bottomOf(row: Row | undefined): number {
  return row ? row.top + row.height : 0;
}
