import type { PhotoCard } from '#core/photo';

/** Consecutive photos of one month, [from, to). */
export interface Month {
  key: string;
  /** A time in the month, for its name; milliseconds since 1970. */
  time: number;
  from: number;
  to: number;
}

/** Groups photos, sorted by time, by month in the device's time zone. */
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
    start = new Date(date.getFullYear(), date.getMonth(), 1).getTime();
    end = new Date(date.getFullYear(), date.getMonth() + 1, 1).getTime();
    months.push({ key: `${start} ${i === 0 ? '' : months.length}`, time: taken, from: i, to: i + 1 });
  });
  return months;
}
