/** Seasons of the year: three whole months each, as weather services count them, on either side of the equator. */

import { fieldsOf, type WallTime, wallTime } from './wall-clock';

export type SeasonName = 'spring' | 'summer' | 'autumn' | 'winter';

/** Null where nobody knows, and in the tropics, whose seasons are others. */
export type Hemisphere = 'north' | 'south' | null;

const FROM_MARCH: readonly SeasonName[] = ['spring', 'summer', 'autumn', 'winter'];
/** Degrees from the equator to the tropics' edge. */
const TROPIC = 23.4;

/** Returns where most photos were taken. @param latitudes in degrees, of those that say it */
export function hemisphereOf(latitudes: Iterable<number>): Hemisphere {
  let [north, south, tropics] = [0, 0, 0];
  for (const latitude of latitudes) {
    if (latitude >= TROPIC) north++;
    else if (latitude <= -TROPIC) south++;
    else tropics++;
  }
  if (Math.max(north, south) <= tropics) return null;
  return north >= south ? 'north' : 'south';
}

/** Returns the number of the season that a time is in. Seasons are counted on, so that one year has four. */
export function seasonAt(time: WallTime): number {
  const { year, month } = fieldsOf(time);
  // December begins the first season of the year after.
  return Math.floor((year * 12 + month) / 3);
}

/** Returns when a season begins; it ends where the next one does. @param season as `seasonAt` says */
export function seasonBegin(season: number): WallTime {
  return wallTime(0, season * 3);
}

/** Returns the name of a season that begins then; null if the hemisphere is. */
export function seasonName(from: WallTime, hemisphere: Hemisphere): SeasonName | null {
  if (!hemisphere) return null;
  const { month } = fieldsOf(from);
  const index = (month / 3 - 1 + (hemisphere === 'south' ? 2 : 0)) % 4;
  return FROM_MARCH[index] ?? null;
}
