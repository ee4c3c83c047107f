/**
 * The geometry of the grid: photos in sections -> rows with exact places, and the questions a
 * screen asks of them (what is in sight, which photo is above this one). Pure numbers in CSS
 * pixels, counted from the grid's top left corner; photos are meant by their index in the order.
 *
 * Every height is known before anything is drawn. That is why the grid needs no measuring
 * virtualiser: a binary search finds what is in sight, and a photo's new place after others came
 * in above it is exact.
 */

/** Anything with a shape; a photo card is one. */
export interface Shape {
  width: number;
  height: number;
}

/** A run of photos, [from, to), that has its own heading. */
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
  /** Left edges, with one more: the right edge of the last photo plus the gap. */
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
  /** Square photos, this many abreast; null for justified rows. */
  columns: number | null;
  /** What justified rows aim at. */
  rowHeight: number;
}

/** Wider or taller photos are cropped to these: a panorama must not flatten its whole row. */
const NARROWEST = 0.45;
const WIDEST = 3.2;

/** Lays photos out. Time grows with their number alone: 20,000 take a few milliseconds. */
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

/** One justified row: as many photos as bring its height nearest to the aim. */
function justified(photos: readonly Shape[], first: number, to: number, shaping: Shaping) {
  const { width, gap, rowHeight } = shaping;
  let ratios = 0;
  let end = first;
  let height = rowHeight;
  while (end < to) {
    const wider = ratios + ratioOf(photos[end]);
    const next = (width - gap * (end - first)) / wider;
    const full = next <= rowHeight;
    // The photo that fills the row may make it too low: leave it to the next row when that is nearer.
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

/** Rows that touch the stretch from `top` to `bottom`, as [from, to). */
export function rowsBetween({ rows }: Layout, top: number, bottom: number): { from: number; to: number } {
  const from = firstWhere(rows.length, (i) => bottomOf(rows[i]) > top);
  const to = firstWhere(rows.length, (i) => (rows[i]?.top ?? 0) >= bottom);
  return { from, to: Math.max(from, to) };
}

/** The row that holds a photo; undefined if there is no such photo. */
export function rowOf({ rows }: Layout, index: number): PhotoRow | undefined {
  const after = firstWhere(rows.length, (i) => (rows[i]?.first ?? 0) > index);
  const row = rows[after - 1];
  return row?.kind === 'photos' && index < row.first + row.lefts.length - 1 ? row : undefined;
}

/** The first photo of the first photo row below a height, to hold on to while others come in above. */
export function photoAt(layout: Layout, top: number): { index: number; top: number } | null {
  const { from } = rowsBetween(layout, top, Number.POSITIVE_INFINITY);
  const row = layout.rows.slice(from, from + 2).find(({ kind }) => kind === 'photos');
  return row ? { index: row.first, top: row.top } : null;
}

function bottomOf(row: Row | undefined): number {
  return row ? row.top + row.height : 0;
}

/** The first number below `count` for which the condition, once true, stays true; else `count`. */
function firstWhere(count: number, holds: (i: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
