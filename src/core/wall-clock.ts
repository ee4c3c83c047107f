/**
 * Times as the clock on the wall showed them where the photo was taken.
 *
 * A photo of 1 January 2024, 08:00 in Tokyo is of that day and hour for ever, also for those who look at it in
 * New York. So the library keeps what that clock showed, and not the instant: the figures are stored as if they
 * were UTC's, in milliseconds since 1970. All arithmetic and formatting is in UTC and never asks for the
 * device's zone. "Now" and "today" are what the device's clock shows, in the same form.
 *
 * An instant (`Date.now()`, a file's last change, a time that says "UTC") becomes such a time only here.
 */

declare const onTheWall: unique symbol;

/**
 * What a clock on the wall showed, in milliseconds since 1970 as if it were in UTC. Infinite at the open end of a
 * range. A type of its own, so that an instant in its place does not compile.
 */
export type WallTime = number & { readonly [onTheWall]: true };

/** When a photo was taken. */
export interface Moment {
  taken: WallTime;
  /** Minutes by which that clock was ahead of UTC, if they are known. `taken` without them is the instant. */
  offset?: number;
}

export const EVER_BEFORE = Number.NEGATIVE_INFINITY as WallTime;
export const EVER_AFTER = Number.POSITIVE_INFINITY as WallTime;

/** @param month 1 to 12. It and the day may lie outside of their range: they are counted on, as a Date does */
export function wallTime(year: number, month = 1, day = 1, hour = 0, minute = 0, second = 0): WallTime {
  // Date.UTC takes the years 0 to 99 for those of the twentieth century.
  const midnight = new Date(0).setUTCFullYear(year, month - 1, day);
  return new Date(midnight).setUTCHours(hour, minute, second) as WallTime;
}

/**
 * Returns what this device's clock shows at an instant, given in milliseconds since 1970. It stands in for the clock
 * on the wall where the zone of the place is not known.
 */
export function momentAt(instant: number): Moment {
  const offset = aheadAt(instant);
  return { taken: (instant + offset * 60_000) as WallTime, offset };
}

export const wallOf = (instant: number): WallTime => momentAt(instant).taken;

/** Returns what this device's clock shows now. */
export const wallNow = (): WallTime => wallOf(Date.now());

/** Returns the instant, in milliseconds since 1970: by this device's zone if the offset is not known. */
export function instantOf({ taken, offset }: Moment): number {
  const near = taken - aheadAt(taken) * 60_000;
  return taken - (offset ?? aheadAt(near)) * 60_000;
}

/** Returns the minutes by which this device's clock is ahead of UTC at an instant. */
function aheadAt(instant: number): number {
  // Subtracted, because 0 would become -0.
  return 0 - new Date(instant).getTimezoneOffset();
}

/** Returns the day of the calendar. Month: 1 to 12. */
export function fieldsOf(time: WallTime) {
  const date = new Date(time);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
  };
}

export const plus = (time: WallTime, milliseconds: number): WallTime => (time + milliseconds) as WallTime;

export const earlier = (a: WallTime, b: WallTime): WallTime => (a < b ? a : b);
export const later = (a: WallTime, b: WallTime): WallTime => (a > b ? a : b);
