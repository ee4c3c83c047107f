/** What of the map is on the screen. The map repeats to the east and west without end. */

import { type GeoBounds, widthOf, wrapped } from '#core/bounds';
import { type MapPoint, projected, unprojected } from './projection';

/** Viewport: screen = map x scale + offset, in CSS pixels. */
export interface View {
  width: number;
  height: number;
  scale: number;
  left: number;
  top: number;
}

/** A rectangle of the screen, in CSS pixels. */
export interface Rectangle {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Scale at which a pixel is 10 m at the equator: nearer, the outlines say nothing any more. */
export const NEAREST = 4_000_000;
/** Room around what is brought into view, in CSS pixels: half a tile, and its count. */
const ROOM = 56;
/** The same on the right, where the zoom buttons lie over the map: no tile is below them. */
const ROOM_RIGHT = 90;
/** A single place is shown with its surroundings: a pixel is 200 m. */
const NEAR_ENOUGH = 200_000;

/** Smallest scale of a window: the map fills it. */
export const farthestIn = ({ width, height }: Pick<View, 'width' | 'height'>): number =>
  Math.max(width, height, 1);

/** Returns the bounds of a rectangle of the screen, rounded outwards to ten-thousandths of degrees (11 m). */
export function boundsIn(view: View, { left, top, right, bottom }: Rectangle): GeoBounds {
  const at = (x: number, y: number) => ({ x: (x - view.left) / view.scale, y: (y - view.top) / view.scale });
  const [southWest, northEast] = [at(left, bottom), at(right, top)];
  const [from, to] = [unprojected(southWest), unprojected(northEast)];
  const rounded = (degrees: number, round: (value: number) => number) =>
    figures(round(degrees * 10_000) / 10_000);
  const [west, east] = [rounded(from.longitude, Math.floor), rounded(to.longitude, Math.ceil)];
  const isAll = east - west >= 360;
  return {
    // What lies beyond the edge is drawn at it.
    south: southWest.y >= 1 ? -90 : rounded(from.latitude, Math.floor),
    north: northEast.y <= 0 ? 90 : rounded(to.latitude, Math.ceil),
    west: isAll ? -180 : figures(wrapped(west)),
    east: isAll ? 180 : figures(wrapped(east)),
  };
}

/** Arithmetic leaves -0, and traces of binary fractions. */
const figures = (degrees: number): number => Math.round(degrees * 10_000) / 10_000 + 0;

/** Returns the middle (in map units) and the scale at which bounds fill a window. */
export function viewOf(bounds: GeoBounds, { width, height }: Pick<View, 'width' | 'height'>) {
  const west = projected({ latitude: bounds.north, longitude: bounds.west });
  const east = projected({ latitude: bounds.south, longitude: bounds.west + widthOf(bounds) });
  const across = Math.max(1, width - ROOM - ROOM_RIGHT) / Math.max(1e-9, east.x - west.x);
  const down = Math.max(1, height - 2 * ROOM) / Math.max(1e-9, east.y - west.y);
  const scale = Math.max(farthestIn({ width, height }), Math.min(across, down, NEAR_ENOUGH));
  const aside = (ROOM_RIGHT - ROOM) / 2 / scale;
  return { middle: { x: (west.x + east.x) / 2 + aside, y: (west.y + east.y) / 2 }, scale };
}

/** Returns the point of the map in the middle of the window. */
export const middleIn = ({ width, height, scale, left, top }: View): MapPoint => ({
  x: (width / 2 - left) / scale,
  y: (height / 2 - top) / scale,
});
