/**
 * Trips: days in a row on which photos were taken away from home. Nobody says where home is, so it is where photos
 * were taken in the most weeks of the year around: weeks, because a holiday has many photos and many days in few
 * weeks, and home few photos in many. Days are those of the clock on the wall (`wall-clock.ts`).
 */

import { boundsOf, type GeoBounds, isInBounds } from './bounds';
import { kilometres } from './filter';
import { firstWhere } from './first-where';
import { groupBy } from './group';
import type { GeoPoint, PhotoNo } from './photo';
import { fieldsOf, type WallTime } from './wall-clock';

/** A photo of which it is known where it was taken. */
export interface PlacedPhoto extends GeoPoint {
  no: PhotoNo;
  taken: WallTime;
}

export interface Trip {
  /** The days from the first to the last with photos, [from, before). */
  from: WallTime;
  before: WallTime;
  /** Where its photos away from home were taken. */
  bounds: GeoBounds;
  /** How many photos are of these days and in these bounds. */
  photos: number;
  /** One of them, from the stay with the most. */
  cover: PhotoNo;
  /** Where most were taken, the most first, at least `APART_KM` from each other; at most `MOST_STAYS`. */
  stays: readonly GeoPoint[];
}

/** Farther from home is away: beyond what people commute, nearer than the next large city. */
const AWAY_KM = 80;
/** Days without a photo that do not end a trip. A day with photos of home does. */
const MOST_IDLE_DAYS = 3;
/** Fewest photos of a trip of several days, and of a single day: an excursion of a few is not worth a row. */
const FEWEST = 4;
const FEWEST_OF_A_DAY = 10;
/** Edge of the squares that photos are counted by, in degrees: 28 km from south to north. */
const SQUARE = 0.25;
/** Months before and after one whose photos say where home is then: a year, so that a move is noticed in its month. */
const MONTHS_AROUND = 6;
/** Fewest weeks with photos that make a home. With less, nobody can tell. */
const FEWEST_WEEKS = 3;
/** Someone has a second home where they are in this many weeks of the year, and this part of those at the first. */
const SECOND_WEEKS = 8;
const SECOND_PART = 1 / 3;
const MOST_STAYS = 3;
const APART_KM = 40;
const DAY = 86_400_000;

/** A day of which at least half of the photos were taken away from home. */
interface DayAway {
  day: number;
  all: readonly PlacedPhoto[];
  away: readonly PlacedPhoto[];
}

/** Finds the trips among photos in any order. @returns the newest first */
export function tripsOf(photos: readonly PlacedPhoto[]): Trip[] {
  const homes = new Homes(photos);
  const days = [...groupBy(photos, ({ taken }) => dayOf(taken))].sort(([a], [b]) => a - b);
  const trips: Trip[] = [];
  let run: DayAway[] = [];
  const end = () => {
    const trip = tripOf(run);
    if (trip) trips.push(trip);
    run = [];
  };
  for (const [day, all] of days) {
    const at = homes.of(day);
    const away = at.length === 0 ? [] : all.filter((photo) => isAway(photo, at));
    // On the day of leaving and of coming back, most of the photos decide.
    const isDayAway = away.length > 0 && 2 * away.length >= all.length;
    const last = run.at(-1)?.day ?? day;
    if (!isDayAway || day - last > MOST_IDLE_DAYS + 1) end();
    if (isDayAway) run.push({ day, all, away });
  }
  end();
  return trips.reverse();
}

/** Null if it is too short. @param run days in a row */
function tripOf(run: readonly DayAway[]): Trip | null {
  const [first, last] = [run[0], run.at(-1)];
  const away = run.flatMap((day) => day.away);
  if (!first || !last || away.length < (run.length === 1 ? FEWEST_OF_A_DAY : FEWEST)) return null;
  const bounds = boundsOf(away);
  const stays = staysOf(away);
  // What a press asks for: days and bounds.
  const found = run.flatMap(({ all }) => all.filter((photo) => isInBounds(photo, bounds)));
  return {
    from: (first.day * DAY) as WallTime,
    before: ((last.day + 1) * DAY) as WallTime,
    bounds,
    photos: found.length,
    cover: middleMost(stays[0] as PlacedPhoto[]).no,
    stays: stays.map(middleMost).map(({ latitude, longitude }) => ({ latitude, longitude })),
  };
}

/** Returns the photos of each stay: squares with the most, each apart from those before. */
function staysOf(photos: readonly PlacedPhoto[]): PlacedPhoto[][] {
  const squares = [...groupBy(photos, squareOf).values()].sort((a, b) => b.length - a.length);
  const stays: PlacedPhoto[][] = [];
  for (const square of squares) {
    const [one] = square;
    if (stays.length === MOST_STAYS || !one) break;
    if (stays.every(([other]) => other && kilometres(other, one) >= APART_KM)) stays.push(square);
  }
  return stays;
}

/** The photo in the middle of a stay's time: neither the arrival nor the way back. */
function middleMost(photos: readonly PlacedPhoto[]): PlacedPhoto {
  const sorted = [...photos].sort((a, b) => a.taken - b.taken || a.no - b.no);
  return sorted[sorted.length >> 1] as PlacedPhoto;
}

function isAway(point: GeoPoint, homes: readonly GeoPoint[]): boolean {
  return homes.every((home) => kilometres(point, home) > AWAY_KM);
}

interface Square {
  /** Weeks in which photos were taken there and in the squares around it, ascending. */
  weeks: readonly number[];
  photos: number;
  middle: GeoPoint;
}

/** Where somebody is at home, month by month. */
class Homes {
  /** Those that may be a home. */
  private readonly squares: readonly Square[];
  private readonly known = new Map<number, readonly GeoPoint[]>();

  constructor(photos: readonly PlacedPhoto[]) {
    const squares = groupBy(photos, squareOf);
    const weeks = new Map(
      [...squares].map(([key, all]) => [key, new Set(all.map(({ taken }) => weekOf(taken)))] as const),
    );
    this.squares = [...squares].flatMap(([key, all]): Square[] => {
      const around = new Set(neighbours(key).flatMap((other) => [...(weeks.get(other) ?? [])]));
      if (around.size < FEWEST_WEEKS) return [];
      const sorted = [...around].sort((a, b) => a - b);
      return [{ weeks: sorted, photos: all.length, middle: meanOf(all) }];
    });
  }

  /** Returns the homes in the month of a day; none if too little is known of that year. */
  of(day: number): readonly GeoPoint[] {
    const { year, month } = fieldsOf((day * DAY) as WallTime);
    const key = year * 12 + month;
    const homes = this.known.get(key) ?? this.homesIn(year, month);
    this.known.set(key, homes);
    return homes;
  }

  private homesIn(year: number, month: number): GeoPoint[] {
    const from = weekOf(Date.UTC(year, month - 1 - MONTHS_AROUND));
    const before = weekOf(Date.UTC(year, month + MONTHS_AROUND));
    const seen = this.squares.flatMap(({ weeks, photos, middle }) => {
      const first = firstWhere(weeks.length, (i) => (weeks[i] as number) >= from);
      const count = firstWhere(weeks.length, (i) => (weeks[i] as number) >= before) - first;
      return count >= FEWEST_WEEKS ? [{ count, photos, middle }] : [];
    });
    seen.sort((a, b) => b.count - a.count || b.photos - a.photos);
    const [first, ...others] = seen;
    if (!first) return [];
    const homes = [first.middle];
    for (const { count, middle } of others) {
      if (count < SECOND_WEEKS || count < first.count * SECOND_PART) break;
      if (isAway(middle, homes)) homes.push(middle);
    }
    return homes;
  }
}

const dayOf = (taken: number): number => Math.floor(taken / DAY);
/** From Monday on: the first of January 1970 was a Thursday. */
const weekOf = (taken: number): number => Math.floor((dayOf(taken) + 3) / 7);

const COLUMNS = 360 / SQUARE;

function squareOf({ latitude, longitude }: GeoPoint): number {
  const column = Math.floor((longitude + 180) / SQUARE) % COLUMNS;
  return Math.floor((latitude + 90) / SQUARE) * COLUMNS + column;
}

/** The square and those around it, also across the 180th meridian. */
function neighbours(square: number): number[] {
  const [row, column] = [Math.floor(square / COLUMNS), square % COLUMNS];
  const sides = [-1, 0, 1];
  return sides.flatMap((up) =>
    sides.map((right) => (row + up) * COLUMNS + ((column + right + COLUMNS) % COLUMNS)),
  );
}

/** All points are in one square, so none of them is across the 180th meridian. */
function meanOf(points: readonly GeoPoint[]): GeoPoint {
  const mean = (of: (point: GeoPoint) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  return { latitude: mean((point) => point.latitude), longitude: mean((point) => point.longitude) };
}
