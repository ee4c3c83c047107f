import type { PhotoCard } from '#core/photo';

/** Photos of one month that stand together, [from, to). */
export interface Month {
  key: string;
  /** A moment in the month, for its name. */
  time: number;
  from: number;
  to: number;
}

/** Parts photos, sorted by time, into the months of the device's own time zone. */
export function monthsOf(photos: readonly PhotoCard[]): Month[] {
  const months: Month[] = [];
  // Asking the calendar once a month instead of once a photo: 20,000 dates cost some milliseconds.
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
