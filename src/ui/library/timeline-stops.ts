/** Stops of the timeline: where months begin, which stop is at a position, which stops get a mark. */

import type { WallTime } from '#core/wall-clock';
import type { Month } from '../grid/months';
import type { Layout } from '../grid/rows';

/** The beginning of a month in the grid. */
export interface Stop {
  /** A time in the month. */
  time: WallTime;
  /** Distance from the top of the grid, in CSS pixels and as a fraction of its height. */
  top: number;
  share: number;
}

/** A stop that is marked, with its year or a dot. */
export interface TimeMark {
  stop: Stop;
  /** The year if this is its first stop; null for a dot. */
  year: number | null;
}

/** Returns the stops in the order of the grid, newest first. */
export function stopsOf(months: readonly Month[], { rows, height }: Layout): Stop[] {
  return rows.flatMap((row) => {
    const month = row.kind === 'header' ? months[row.section] : undefined;
    return month ? [{ time: month.time, top: row.top, share: row.top / Math.max(1, height) }] : [];
  });
}

/** Returns the index of the last stop at or above a fraction of the grid's height; 0 before the first. */
export function stopAt(stops: readonly Stop[], share: number): number {
  const after = stops.findIndex((stop) => stop.share > share + 1e-9);
  return Math.max(0, (after < 0 ? stops.length : after) - 1);
}

/**
 * Chooses the stops to mark. Years have priority: each is marked where it begins, if there is space. Months
 * fill the gaps.
 * @param length length of the timeline, in CSS pixels
 * @param room height that a year's name and a month's dot need, in CSS pixels
 */
export function marksOf(
  stops: readonly Stop[],
  length: number,
  room: { year: number; dot: number },
): TimeMark[] {
  const years: TimeMark[] = [];
  let year = Number.NaN;
  for (const stop of stops) {
    const own = new Date(stop.time).getUTCFullYear();
    if (own === year) continue;
    year = own;
    const last = years.at(-1);
    if (last && (stop.share - last.stop.share) * length < room.year) continue;
    years.push({ stop, year });
  }
  const marks: TimeMark[] = [];
  let next = 0;
  for (const stop of stops) {
    if (years[next]?.stop === stop) {
      marks.push(years[next++] as TimeMark);
      continue;
    }
    const before = marks.at(-1);
    const after = years[next];
    const apart = (other: TimeMark) => Math.abs(stop.share - other.stop.share) * length;
    const needed = (other: TimeMark) => (other.year === null ? room.dot : (room.year + room.dot) / 2);
    if (before && apart(before) < needed(before)) continue;
    if (after && apart(after) < needed(after)) continue;
    marks.push({ stop, year: null });
  }
  return marks;
}

/** Returns the index of the stop that a key moves to; null if the slider does not handle the key. */
export function stopByKey(stops: readonly Stop[], from: number, key: string): number | null {
  const clamp = (to: number) => Math.min(stops.length - 1, Math.max(0, to));
  const yearAt = (at: number) => new Date(stops[at]?.time ?? 0).getUTCFullYear();
  switch (key) {
    case 'ArrowDown':
    case 'ArrowRight':
      return clamp(from + 1);
    case 'ArrowUp':
    case 'ArrowLeft':
      return clamp(from - 1);
    case 'Home':
      return 0;
    case 'End':
      return clamp(stops.length - 1);
    case 'PageDown': {
      const to = stops.findIndex((_, at) => at > from && yearAt(at) !== yearAt(from));
      return clamp(to < 0 ? stops.length - 1 : to);
    }
    case 'PageUp': {
      // To the first stop of this year, or of the previous one in the grid.
      const above = stops.findLastIndex((_, at) => at < from && (at === 0 || yearAt(at) !== yearAt(at - 1)));
      return clamp(above);
    }
    default:
      return null;
  }
}
