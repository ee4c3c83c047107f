import type { PhotoCard } from '#core/photo';
import type { WallTime } from '#core/wall-clock';

/** Consecutive photos of one month, [from, to). */
export interface Month {
  key: string;
  /** A time in the month, for its name. */
  time: WallTime;
  from: number;
  to: number;
}

/** Groups photos, sorted by time, by month. */
export function monthsOf(photos: readonly PhotoCard[]): Month[] {
  const months: Month[] = [];
  // Dates are computed once per month and not per photo: 20,000 of them cost some milliseconds.
  let [start, end] = [0, 0];
  photos.forEach(({ taken }, i) => {
    const last = months.at(-1);
    if (last && taken >= start && taken < end) {
      last.to = i + 1;
      return;
    }
    const date = new Date(taken);
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
    [start, end] = [Date.UTC(year, month), Date.UTC(year, month + 1)];
    months.push({ key: `${start} ${i === 0 ? '' : months.length}`, time: taken, from: i, to: i + 1 });
  });
  return months;
}
