/** Positions on the map: places photos outside the sample, and scales all positions into the frame. */

import type { Nearest } from './nearest';

export type Place = [x: number, y: number];

/** Largest random offset of a photo from its anchors, as a fraction of their distance from each other. */
const SPREAD = 0.5;
/** Lower bound of that distance, in units of the layout, for anchors at one position. */
const MIN_SPREAD = 0.05;

/** Averages a photo's anchors, weighted by cosine, and adds a random offset: photos must not coincide. */
export function placeAmong(
  { rows, cosines }: Nearest,
  layout: readonly Place[],
  random: () => number,
): Place {
  const farthest = cosines.at(-1) ?? 0;
  const anchors = rows.map((row, i) => ({
    place: layout[row] as Place,
    // Relative to the farthest anchor, because cosines within a neighbourhood hardly differ.
    weight: (cosines[i] as number) - farthest + 0.02,
  }));
  // An anchor may lie in another cluster: a mean with it would lie in the empty space between.
  const home = anchors[0]?.place ?? [0, 0];
  const near = anchors.filter(({ place }) => distance(place, home) < 3);
  const total = near.reduce((sum, { weight }) => sum + weight, 0);
  const mean = (axis: 0 | 1) =>
    near.reduce((sum, { place, weight }) => sum + place[axis] * weight, 0) / (total || 1);
  const spread = Math.max(MIN_SPREAD, ...near.map(({ place }) => distance(place, home))) * SPREAD;
  const turn = random() * 2 * Math.PI;
  const aside = Math.sqrt(random()) * spread;
  return [mean(0) + Math.cos(turn) * aside, mean(1) + Math.sin(turn) * aside];
}

function distance([x, y]: Place, [u, v]: Place): number {
  return Math.hypot(x - u, y - v);
}

/** Scales positions into the unit square, centred, keeping the aspect ratio. Clamps outliers to its edge. */
export function inFrame(places: readonly Place[]): Float32Array<ArrayBuffer> {
  const [left, right] = rangeOf(places.map(([x]) => x));
  const [top, bottom] = rangeOf(places.map(([, y]) => y));
  const width = Math.max(right - left, bottom - top) || 1;
  const framed = new Float32Array(places.length * 2);
  places.forEach(([x, y], i) => {
    framed[2 * i] = clamped(0.5 + (x - (left + right) / 2) / width);
    framed[2 * i + 1] = clamped(0.5 + (y - (top + bottom) / 2) / width);
  });
  return framed;
}

/** Returns the range without the outermost 0.2 % at each end, and a margin of 3 % for these. */
function rangeOf(values: readonly number[]): [number, number] {
  const sorted = Float64Array.from(values).sort();
  const last = sorted.length - 1;
  const low = sorted[Math.floor(last * 0.002)] ?? 0;
  const high = sorted[Math.ceil(last * 0.998)] ?? 0;
  const margin = (high - low) * 0.03;
  return [low - margin, high + margin];
}

function clamped(value: number): number {
  return Math.min(1, Math.max(0, value));
}
