/** Rectangles of the map, between two parallels and two meridians. They may cross the 180th meridian. */

import type { GeoPoint } from './photo';

/** Degrees; the edges belong to it. With `west` above `east` it crosses the 180th meridian. */
export interface GeoBounds {
  south: number;
  west: number;
  north: number;
  east: number;
}

export function isInBounds({ latitude, longitude }: GeoPoint, bounds: GeoBounds): boolean {
  const { south, west, north, east } = bounds;
  if (latitude < south || latitude > north) return false;
  return west <= east ? longitude >= west && longitude <= east : longitude >= west || longitude <= east;
}

/** Returns the smallest bounds of at least one point: the widest gap between their meridians is left out. */
export function boundsOf(points: readonly GeoPoint[]): GeoBounds {
  const south = points.reduce((least, { latitude }) => Math.min(least, latitude), 90);
  const north = points.reduce((most, { latitude }) => Math.max(most, latitude), -90);
  const meridians = Float64Array.from(points, ({ longitude }) => longitude).sort();
  let west = meridians[0] as number;
  let east = meridians.at(-1) as number;
  let widest = west + 360 - east;
  for (let i = 1; i < meridians.length; i++) {
    const [before, after] = [meridians[i - 1] as number, meridians[i] as number];
    if (after - before > widest) [widest, west, east] = [after - before, after, before];
  }
  return { south, west, north, east };
}

/** Returns the degrees of longitude between the two meridians, 0..360. */
export const widthOf = ({ west, east }: GeoBounds): number => east - west + (west > east ? 360 : 0);

/** Returns the point halfway between the parallels and the meridians. */
export function middleOf(bounds: GeoBounds): GeoPoint {
  const { south, west, north } = bounds;
  return { latitude: (south + north) / 2, longitude: wrapped(west + widthOf(bounds) / 2) };
}

/** Returns the same meridian in -180..180. */
export const wrapped = (longitude: number): number =>
  longitude < -180 || longitude > 180 ? longitude - 360 * Math.round(longitude / 360) : longitude;
