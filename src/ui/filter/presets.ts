/** Preset date ranges. */

import type { TimeRange } from '#core/filter';
import { EVER_AFTER, EVER_BEFORE, fieldsOf, type WallTime, wallTime } from '#core/wall-clock';

export type Preset = 'thisYear' | 'lastYear' | 'lastSummer' | 'last30';

export const PRESETS: readonly Preset[] = ['thisYear', 'lastYear', 'lastSummer', 'last30'];

/** @param now what the user's clock shows */
export function presetRange(preset: Preset, now: WallTime): TimeRange {
  const { year, month, day } = fieldsOf(now);
  switch (preset) {
    case 'thisYear':
      return yearRange(year);
    case 'lastYear':
      return yearRange(year - 1);
    case 'lastSummer': {
      // June to August; of the previous year until the end of August.
      const summer = month > 8 ? year : year - 1;
      return { from: wallTime(summer, 6), before: wallTime(summer, 9) };
    }
    case 'last30':
      return { from: wallTime(year, month, day - 29), before: wallTime(year, month, day + 1) };
  }
}

export function yearRange(year: number): TimeRange {
  return { from: wallTime(year), before: wallTime(year + 1) };
}

/** Returns the value of a date input, such as "2026-06-01"; empty for an open end. */
export function dayOf(time: WallTime): string {
  return Number.isFinite(time) ? new Date(time).toISOString().slice(0, 10) : '';
}

/** Returns the range between two days, both included. An empty day is an open end; null if both are. */
export function dayRange(first: string, last: string): TimeRange | null {
  const from = parts(first);
  const until = parts(last);
  if (!from && !until) return null;
  return {
    from: from ? wallTime(...from) : EVER_BEFORE,
    before: until ? wallTime(until[0], until[1], until[2] + 1) : EVER_AFTER,
  };
}

function parts(day: string): [year: number, month: number, day: number] | null {
  const [year, month, date] = day.split('-').map(Number);
  return year && month && date ? [year, month, date] : null;
}
