/** Names of cities on the map: the most populous first, as many as fit. */

import { type City, cityName } from '#core/query/cities';
import { type MapPoint, projected } from './projection';
import type { Rectangle, View } from './view';

/** Most names at a time: a map, and no index. */
const MOST = 24;
const HIGH = 18;
/** Least space between two of them, in CSS pixels. */
const SPACE = 14;

export interface CityOnMap extends MapPoint {
  name: string;
}

export interface CityLabel {
  name: string;
  /** Middle of the name, in CSS pixels. */
  left: number;
  top: number;
}

/** @param language of the interface */
export function citiesOnMap(cities: readonly City[], language: string): CityOnMap[] {
  return cities.map((city) => ({ ...projected(city), name: cityName(city, language) }));
}

/**
 * @param covered what no name may lie on: tiles
 * @param widthOf returns the width of a name, in CSS pixels
 */
export function labelsIn(
  cities: readonly CityOnMap[],
  view: View,
  covered: readonly Rectangle[],
  widthOf: (name: string) => number,
): CityLabel[] {
  const taken = [...covered];
  const labels: CityLabel[] = [];
  for (const { x, y, name } of cities) {
    if (labels.length === MOST) break;
    const top = y * view.scale + view.top;
    if (top < HIGH || top > view.height - HIGH) continue;
    // The repetition of the map that is in view.
    const left =
      x * view.scale + view.left + Math.ceil((-view.left - x * view.scale) / view.scale) * view.scale;
    if (left > view.width) continue;
    const half = widthOf(name) / 2;
    if (left < half || left > view.width - half) continue;
    const own = { left: left - half, right: left + half, top: top - HIGH / 2, bottom: top + HIGH / 2 };
    if (taken.some((other) => isNear(own, other))) continue;
    taken.push(own);
    labels.push({ name, left, top });
  }
  return labels;
}

function isNear(a: Rectangle, b: Rectangle): boolean {
  return a.left < b.right + SPACE && b.left < a.right + SPACE && a.top < b.bottom + 2 && b.top < a.bottom + 2;
}
