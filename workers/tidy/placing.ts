/** Places on the map: of photos beside the sample, and inside the map's frame. */

import type { Nearest } from './nearest';

export type Place = [x: number, y: number];

/** How far from its anchors a photo may be put aside, as a share of how far these are from each other. */
const ASIDE = 0.5;
/** And in units of the layout, where they are in one place. */
const LEAST_ASIDE = 0.05;

/** Among its anchors, the nearer the nearer, and a little aside, so that photos do not lie on each other. */
export function placeAmong(
  { rows, cosines }: Nearest,
  layout: readonly Place[],
  random: () => number,
): Place {
  const farthest = cosines.at(-1) ?? 0;
  const anchors = rows.map((row, i) => ({
    place: layout[row] as Place,
    // Against the farthest, because cosines of one neighbourhood hardly differ.
    weight: (cosines[i] as number) - farthest + 0.02,
  }));
  // One anchor may be on another island: a mean with it would lie in the sea between.
  const home = anchors[0]?.place ?? [0, 0];
  const near = anchors.filter(({ place }) => distance(place, home) < 3);
  const total = near.reduce((sum, { weight }) => sum + weight, 0);
  const mean = (axis: 0 | 1) =>
    near.reduce((sum, { place, weight }) => sum + place[axis] * weight, 0) / (total || 1);
  const spread = Math.max(LEAST_ASIDE, ...near.map(({ place }) => distance(place, home))) * ASIDE;
  const turn = random() * 2 * Math.PI;
  const aside = Math.sqrt(random()) * spread;
  return [mean(0) + Math.cos(turn) * aside, mean(1) + Math.sin(turn) * aside];
}

function distance([x, y]: Place, [u, v]: Place): number {
  return Math.hypot(x - u, y - v);
}

/** Into the square from 0 to 1, the shape kept and in its middle. Single photos far out do not make the rest small. */
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

/** All but the outermost four in a thousand, with a margin for these. */
function rangeOf(values: readonly number[]): [number, number] {
  const sorted = Float64Array.from(values).sort();
  const last = sorted.length - 1;
  const least = sorted[Math.floor(last * 0.002)] ?? 0;
  const most = sorted[Math.ceil(last * 0.998)] ?? 0;
  const margin = (most - least) * 0.03;
  return [least - margin, most + margin];
}

function clamped(value: number): number {
  return Math.min(1, Math.max(0, value));
}
