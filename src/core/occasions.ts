/**
 * Finds occasions: the day of today in earlier years, the latest trips, the latest seasons, and a month of which the best
 * are to be chosen. What the clock on the wall showed decides, as everywhere.
 */

import { isInBounds } from './bounds';
import { firstWhere } from './first-where';
import type { Occasion, OccasionFacts, OccasionKind } from './occasion';
import type { GeoPoint, PhotoNo } from './photo';
import { hemisphereOf, seasonAt, seasonBegin, seasonName } from './seasons';
import { tripsOf } from './trips';
import { fieldsOf, plus, type WallTime, wallTime } from './wall-clock';

/** What is asked of a photo; `PhotoFacts` has it. */
export interface OfferedPhoto {
  no: PhotoNo;
  taken: WallTime;
  place?: GeoPoint;
  favourite: boolean;
  /** The day is that of the file alone: it may be the day of a copy. */
  undated?: true;
  screenshot?: true;
}

/** Fewest photos of each kind: with less there is nothing to tell. */
const FEWEST = { day: 3, season: 12, best: 20 };
/** Most occasions of each kind. */
const MOST = { day: 5, trip: 3, season: 2 };
/** Months in which trips are looked for, up to the newest photo; and those before, which say where home was. */
const TRIP_MONTHS = 24;
const HOME_MONTHS = 12;
const DAY = 86_400_000;

/**
 * Finds them in the order of `OCCASION_KINDS`, and in each the newest first.
 * @param photos in any order; screenshots, and photos without a day or of the future, are left out
 * @param today any time of the day
 */
export function occasionsOf(photos: Iterable<OfferedPhoto>, today: WallTime): Occasion[] {
  const { year, month, day } = fieldsOf(today);
  const tomorrow = wallTime(year, month, day + 1);
  const offered = [...photos].filter(
    ({ taken, undated, screenshot }) => !undated && !screenshot && taken < tomorrow,
  );
  offered.sort((a, b) => a.taken - b.taken || a.no - b.no);
  return [
    ...daysOf(offered, today),
    ...latestTrips(offered),
    ...latestSeasons(offered, today),
    ...latestMonth(offered, today),
  ];
}

/** The day of today in earlier years. What was taken on 29 February is shown on the 28th where a year has no 29th. */
function daysOf(offered: readonly OfferedPhoto[], today: WallTime): Occasion[] {
  const { year, month, day } = fieldsOf(today);
  const [first] = offered;
  const days: Occasion[] = [];
  for (let past = year - 1; first && past >= fieldsOf(first.taken).year && days.length < MOST.day; past--) {
    const from = wallTime(past, month, day);
    // Of 29 February in a year that has none.
    if (fieldsOf(from).day !== day) continue;
    const isLeapDayToo = month === 2 && day === 28 && fieldsOf(wallTime(year, 2, 29)).month !== 2;
    const before = isLeapDayToo ? wallTime(past, 3, 1) : plus(from, DAY);
    const photos = within(offered, from, before);
    if (photos.length >= FEWEST.day)
      days.push({ kind: 'day', ...common('day', from, before, photos), yearsAgo: year - past });
  }
  return days;
}

function latestTrips(offered: readonly OfferedPhoto[]): Occasion[] {
  const newest = offered.findLast(({ place }) => place);
  if (!newest) return [];
  const { year, month } = fieldsOf(newest.taken);
  const since = wallTime(year, month - TRIP_MONTHS - HOME_MONTHS);
  const placed = within(offered, since, plus(newest.taken, 1)).flatMap(({ no, taken, place }) =>
    place ? [{ no, taken, ...place }] : [],
  );
  return tripsOf(placed)
    .filter(({ from }) => from >= wallTime(year, month - TRIP_MONTHS))
    .slice(0, MOST.trip)
    .map(({ from, before, bounds, cover, stays }) => {
      const photos = within(offered, from, before).filter(({ place }) => place && isInBounds(place, bounds));
      return { kind: 'trip', ...common('trip', from, before, photos), cover, stays };
    });
}

function latestSeasons(offered: readonly OfferedPhoto[], today: WallTime): Occasion[] {
  const hemisphere = hemisphereOf(offered.flatMap(({ place }) => place?.latitude ?? []));
  return latestOf(offered, seasonAt(today), seasonAt, seasonBegin, FEWEST.season, MOST.season).map(
    ({ from, before, photos }) => ({
      kind: 'season',
      ...common('season', from, before, photos),
      name: seasonName(from, hemisphere),
    }),
  );
}

function latestMonth(offered: readonly OfferedPhoto[], today: WallTime): Occasion[] {
  return latestOf(offered, monthAt(today), monthAt, (month) => wallTime(0, month), FEWEST.best, 1).map(
    ({ from, before, photos }) => ({ kind: 'best', ...common('best', from, before, photos) }),
  );
}

const monthAt = (time: WallTime): number => {
  const { year, month } = fieldsOf(time);
  return year * 12 + month;
};

/** Returns the latest stretches of time that are over and have enough photos, the newest first. */
function latestOf(
  offered: readonly OfferedPhoto[],
  running: number,
  numberAt: (time: WallTime) => number,
  beginOf: (number: number) => WallTime,
  fewest: number,
  most: number,
) {
  const found: { from: WallTime; before: WallTime; photos: readonly OfferedPhoto[] }[] = [];
  // From one that has photos to the next that has: a library may have none for years.
  for (let before = beginOf(running); found.length < most; ) {
    const last = offered[firstAt(offered, before) - 1];
    if (!last) break;
    const number = numberAt(last.taken);
    const from = beginOf(number);
    const photos = within(offered, from, before);
    if (photos.length >= fewest) found.push({ from, before: beginOf(number + 1), photos });
    before = from;
  }
  return found;
}

function common(
  kind: OccasionKind,
  from: WallTime,
  before: WallTime,
  photos: readonly OfferedPhoto[],
): OccasionFacts {
  const liked = photos.find(({ favourite }) => favourite);
  const middle = photos[photos.length >> 1] as OfferedPhoto;
  return {
    key: `${kind} ${new Date(from).toISOString().slice(0, 10)}`,
    from,
    before,
    photos: Uint32Array.from(photos, ({ no }) => no),
    cover: (liked ?? middle).no,
  };
}

/** Returns the photos of [from, before). @param offered in the order of time */
function within(offered: readonly OfferedPhoto[], from: WallTime, before: WallTime): OfferedPhoto[] {
  return offered.slice(firstAt(offered, from), firstAt(offered, before));
}

const firstAt = (offered: readonly OfferedPhoto[], time: WallTime): number =>
  firstWhere(offered.length, (i) => (offered[i]?.taken ?? time) >= time);
