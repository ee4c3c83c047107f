/** The photos of the map as points, and how a view shows each: as a tile, as a dot, or not at all. */

import type { PhotoCard, PhotoNo } from '#core/photo';
import type { Projection } from '#workers/tidy/contract';

export interface Point {
  card: PhotoCard;
  /** Position on the map, 0..1. */
  x: number;
  y: number;
  /** CSS colour, quantised, so that points of one colour can be drawn together. */
  color: string;
}

/** Viewport of the map: screen = map x scale + offset, in CSS pixels. */
export interface View {
  width: number;
  height: number;
  scale: number;
  left: number;
  top: number;
}

interface Tile {
  /** Index of the point. */
  point: number;
  /** Top left corner and edge, in CSS pixels. */
  left: number;
  top: number;
  edge: number;
}

export interface Plan {
  tiles: Tile[];
  /** Indexes of points in cells without a tile. */
  dots: number[];
}

/** Width of a cell on the screen in CSS pixels: at least this, less than twice. It holds one tile. */
const CELL = 36;
/** Most photos in a cell with a tile; with more, a tile would hide too many, so all become dots. */
const MOST_IN_TILE = 4;
const GAP = 4;

/** Returns the points, sorted by colour, without photos that are no longer in the library. */
export function pointsOf(
  { photos, places }: Projection,
  cards: ReadonlyMap<PhotoNo, PhotoCard>,
): readonly Point[] {
  const points: Point[] = [];
  photos.forEach((no, i) => {
    const card = cards.get(no);
    if (!card) return;
    const color = `#${(card.color & 0xf0f0f0).toString(16).padStart(6, '0')}`;
    points.push({ card, x: places[2 * i] as number, y: places[2 * i + 1] as number, color });
  });
  return points.sort((a, b) => (a.color < b.color ? -1 : a.color > b.color ? 1 : 0));
}

/**
 * Plans what to draw. Cells are fixed to the map and not to the screen, so that tiles do not flicker while it
 * moves. Each cell has at most one tile, which fills it, so tiles never overlap.
 * @param marked photos that are preferred for the tile of their cell
 */
export function planOf(points: readonly Point[], view: View, marked: ReadonlySet<PhotoNo>): Plan {
  const across = 2 ** Math.max(0, Math.floor(Math.log2(view.scale / CELL)));
  const cell = view.scale / across;
  const first = { column: Math.floor(-view.left / cell), row: Math.floor(-view.top / cell) };
  const columns = Math.ceil(view.width / cell) + 2;
  const rows = Math.ceil(view.height / cell) + 2;
  const counts = new Uint16Array(columns * rows);
  const chosen = new Int32Array(columns * rows).fill(-1);
  const cells = new Int32Array(points.length).fill(-1);
  points.forEach(({ x, y, card }, i) => {
    const column = Math.floor(x * across) - first.column;
    const row = Math.floor(y * across) - first.row;
    if (column < 0 || row < 0 || column >= columns || row >= rows) return;
    const at = row * columns + column;
    cells[i] = at;
    counts[at] = Math.min(0xffff, (counts[at] as number) + 1);
    if (
      chosen[at] === -1 ||
      (marked.has(card.no) && !marked.has(points[chosen[at] as number]?.card.no ?? 0))
    ) {
      chosen[at] = i;
    }
  });
  const plan: Plan = { tiles: [], dots: [] };
  const edge = cell - GAP;
  points.forEach(({ x, y }, i) => {
    const at = cells[i] as number;
    if (at < 0) return;
    if ((counts[at] as number) > MOST_IN_TILE) {
      plan.dots.push(i);
      return;
    }
    // The other photos of the cell are hidden by its tile until the user zooms in.
    if (chosen[at] !== i) return;
    const start = (place: number, offset: number) => Math.floor(place * across) * cell + offset + GAP / 2;
    plan.tiles.push({ point: i, left: start(x, view.left), top: start(y, view.top), edge });
  });
  return plan;
}

/** Returns the indexes of the points in view, the nearest to a position on the screen first. */
export function nearestTo(points: readonly Point[], view: View, at: { x: number; y: number }): number[] {
  const near: { index: number; distance: number }[] = [];
  points.forEach(({ x, y }, index) => {
    const [left, top] = [x * view.scale + view.left, y * view.scale + view.top];
    if (left < 0 || top < 0 || left > view.width || top > view.height) return;
    near.push({ index, distance: Math.hypot(left - at.x, top - at.y) });
  });
  return near.sort((a, b) => a.distance - b.distance).map(({ index }) => index);
}
