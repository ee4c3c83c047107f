/**
 * Gathers photos by zoom: those in one cell of a grid are a group. The cells lie on the map and not on the screen, so
 * that groups do not change while it moves. No two cells share a parallel and a meridian, so the bounds of a group hold
 * its photos alone: a press finds exactly as many as it shows. (Groups by distance, as supercluster makes them, overlap.)
 */

import type { GeoBounds } from '#core/bounds';
import type { PhotoNo } from '#core/photo';
import type { Located } from '#workers/search/contract';
import { projected } from './projection';
import type { View } from './view';

/** Photos on the map. */
export interface Points extends Pick<Located, 'photos' | 'latitudes' | 'longitudes'> {
  /** Positions on the map, 0..1. */
  xs: Float64Array;
  ys: Float64Array;
}

export interface Group {
  bounds: GeoBounds;
  photos: number;
  /** The photo that came last. */
  cover: PhotoNo;
  /** Middle of its tile on the screen, in CSS pixels. */
  left: number;
  top: number;
}

/** Width of a cell on the screen in CSS pixels: at least this, less than twice. */
const CELL = 72;
/** Edge of a group's tile. It lies inside of its cell, so that tiles do not overlap. */
export const TILE = 52;

export function pointsOf({ photos, latitudes, longitudes }: Points | Omit<Points, 'xs' | 'ys'>): Points {
  const xs = new Float64Array(photos.length);
  const ys = new Float64Array(photos.length);
  for (let i = 0; i < photos.length; i++) {
    const { x, y } = projected({ latitude: latitudes[i] as number, longitude: longitudes[i] as number });
    xs[i] = x;
    ys[i] = y;
  }
  return { photos, latitudes, longitudes, xs, ys };
}

/** Returns the groups of which a part is in view, the most photos first. */
export function groupsIn(points: Points, view: View): Group[] {
  const { photos, latitudes, longitudes, xs, ys } = points;
  const across = 2 ** Math.max(0, Math.floor(Math.log2(view.scale / CELL)));
  const cell = view.scale / across;
  const firstColumn = Math.floor(-view.left / cell);
  const firstRow = Math.floor(-view.top / cell);
  const columns = Math.min(across, Math.ceil(view.width / cell) + 1);
  const rows = Math.ceil(view.height / cell) + 1;
  // The map repeats: the column of the screen is that of the map, modulo all of them.
  const shift = ((firstColumn % across) + across) % across;
  const cells = columns * rows;
  const counts = new Uint32Array(cells);
  const covers = new Uint32Array(cells);
  /** Sums of positions, and bounds. */
  const [right, down] = [new Float64Array(cells), new Float64Array(cells)];
  const [south, west] = [new Float64Array(cells).fill(90), new Float64Array(cells).fill(180)];
  const [north, east] = [new Float64Array(cells).fill(-90), new Float64Array(cells).fill(-180)];
  for (let i = 0; i < photos.length; i++) {
    const row = cellOf(ys[i] as number, across) - firstRow;
    if (row < 0 || row >= rows) continue;
    let column = cellOf(xs[i] as number, across) - shift;
    if (column < 0) column += across;
    if (column >= columns) continue;
    const at = row * columns + column;
    const [latitude, longitude, no] = [latitudes[i] as number, longitudes[i] as number, photos[i] as number];
    counts[at] = (counts[at] as number) + 1;
    right[at] = (right[at] as number) + (xs[i] as number);
    down[at] = (down[at] as number) + (ys[i] as number);
    if (no > (covers[at] as number)) covers[at] = no;
    if (latitude < (south[at] as number)) south[at] = latitude;
    if (latitude > (north[at] as number)) north[at] = latitude;
    if (longitude < (west[at] as number)) west[at] = longitude;
    if (longitude > (east[at] as number)) east[at] = longitude;
  }
  const groups: Group[] = [];
  counts.forEach((count, at) => {
    if (count === 0) return;
    const inCell = (sum: number) => inside((sum / count) * across - cellOf(sum / count, across), cell);
    const left = (firstColumn + (at % columns)) * cell + view.left + inCell(right[at] as number);
    groups.push({
      bounds: {
        ...{ south: south[at] as number, west: west[at] as number },
        ...{ north: north[at] as number, east: east[at] as number },
      },
      photos: count,
      cover: covers[at] as number,
      // Of a cell at both edges of the window, the side that shows more.
      left: left < 0 && left + view.scale <= view.width ? left + view.scale : left,
      top: (firstRow + Math.floor(at / columns)) * cell + view.top + inCell(down[at] as number),
    });
  });
  return groups.sort((a, b) => b.photos - a.photos || b.cover - a.cover);
}

/** Returns the column or row of a position, 0..1: what is at the far edge belongs to the last. */
const cellOf = (position: number, across: number): number =>
  Math.min(across - 1, Math.floor(position * across));

/**
 * The tile is in the middle of its photos, but inside of its cell.
 * @param part of the cell, 0..1
 * @returns CSS pixels from the edge of the cell
 */
function inside(part: number, cell: number): number {
  return Math.max(TILE / 2 + 2, Math.min(cell - TILE / 2 - 2, part * cell));
}

/** Returns the group whose tile is under a position of the screen; null if there is none. */
export function groupAt(groups: readonly Group[], x: number, y: number): Group | null {
  const reach = TILE / 2;
  return groups.find(({ left, top }) => Math.abs(left - x) <= reach && Math.abs(top - y) <= reach) ?? null;
}
