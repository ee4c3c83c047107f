/** Preset date ranges, in the device's time zone. */

import type { TimeRange } from '#core/filter';

export type Preset = 'thisYear' | 'lastYear' | 'lastSummer' | 'last30';

export const PRESETS: readonly Preset[] = ['thisYear', 'lastYear', 'lastSummer', 'last30'];

export function presetRange(preset: Preset, now: Date): TimeRange {
  const year = now.getFullYear();
  switch (preset) {
    case 'thisYear':
      return yearRange(year);
    case 'lastYear':
      return yearRange(year - 1);
    case 'lastSummer': {
      // June to August; of the previous year until the end of August.
      const summer = now.getMonth() >= 8 ? year : year - 1;
      return { from: start(summer, 5), before: start(summer, 8) };
    }
    case 'last30':
      return {
        from: start(year, now.getMonth(), now.getDate() - 29),
        before: start(year, now.getMonth(), now.getDate() + 1),
      };
  }
}

export function yearRange(year: number): TimeRange {
  return { from: start(year), before: start(year + 1) };
}

/** Returns the value of a date input, such as "2026-06-01"; empty for an open end. */
export function dayOf(time: number): string {
  if (!Number.isFinite(time)) return '';
  const date = new Date(time);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Returns the range between two days, both included. An empty day is an open end; null if both are. */
export function dayRange(first: string, last: string): TimeRange | null {
  const from = parts(first);
  const until = parts(last);
  if (!from && !until) return null;
  return {
    from: from ? start(...from) : Number.NEGATIVE_INFINITY,
    before: until ? start(until[0], until[1], until[2] + 1) : Number.POSITIVE_INFINITY,
  };
}

function parts(day: string): [year: number, month: number, day: number] | null {
  const [year, month, date] = day.split('-').map(Number);
  return year && month && date ? [year, month - 1, date] : null;
}

/** Returns the start of a day in the device's time zone. Months count from 0. */
function start(year: number, month = 0, day = 1): number {
  return new Date(year, month, day).getTime();
}
