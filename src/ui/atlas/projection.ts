/**
 * The map of the world: Mercator's projection, on which parallels and meridians are straight, so that a rectangle of the
 * screen is one of degrees. The build draws the outlines of land with it too.
 */

import type { GeoPoint } from '#core/photo';

/** Resolution of outlines: the edge of the map in their units, 611 m each at the equator. */
export const MAP_UNITS = 65_536;

/** Degrees at which the map is as high as wide; what lies beyond is drawn at its edge. */
const FARTHEST = 85.0511;
const RAD = Math.PI / 180;

/** A position on the map, 0..1 from its north-western corner. */
export interface MapPoint {
  x: number;
  y: number;
}

export function projected({ latitude, longitude }: GeoPoint): MapPoint {
  const within = Math.max(-FARTHEST, Math.min(FARTHEST, latitude)) * RAD;
  const y = 0.5 - Math.log(Math.tan(Math.PI / 4 + within / 2)) / (2 * Math.PI);
  return { x: (longitude + 180) / 360, y: Math.max(0, Math.min(1, y)) };
}

/** The inverse. Beyond 0..1, `x` gives longitudes beyond -180..180. */
export function unprojected({ x, y }: MapPoint): GeoPoint {
  const latitude = (2 * Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) - Math.PI / 2) / RAD;
  return { latitude, longitude: x * 360 - 180 };
}
