/**
 * The best photos of a month: those that are liked first, none twice, none that is blurred, and not all of one day.
 * Nobody can measure which photo is good; what is measured is only which is not worth a look.
 */

import { groupBy } from './group';
import type { PhotoNo } from './photo';
import type { WallTime } from './wall-clock';

/** Most photos that are chosen: as many as one looks through without a pause. */
export const MOST_BEST = 12;
/** Most photos that are measured: each has its thumbnail decoded. */
const MOST_MEASURED = 120;
/**
 * A photo with less than this part of the usual sharpness is blurred. Of the 42 sample photos the least sharp has 0.077,
 * and copies of them that are blurred by 2 pixels of a thumbnail have 0.004 to 0.076.
 */
export const BLURRED = 0.06;
const DAY = 86_400_000;

export interface Likable {
  no: PhotoNo;
  taken: WallTime;
  favourite: boolean;
}

export interface Measured extends Likable {
  /** Of the thumbnail, compared with others of the month alone (`workers/tidy/appearance.ts`); null if there is no thumbnail. */
  sharpness: number | null;
}

/** Returns those that are measured: all that are liked as far as there is room, and others evenly over the month. */
export function candidatesOf<T extends Likable>(photos: readonly T[], most = MOST_MEASURED): T[] {
  if (photos.length <= most) return [...photos];
  const liked = photos.filter(({ favourite }) => favourite);
  const others = photos.filter(({ favourite }) => !favourite);
  const chosen = evenly(liked, most);
  return [...chosen, ...evenly(others, most - chosen.length)];
}

/**
 * Chooses the best, in the order of time. Each day gives one after the other, the days with the most photos first.
 * @param isTwice whether two photos show the same
 */
export function chooseBest(
  photos: readonly Measured[],
  isTwice: (a: PhotoNo, b: PhotoNo) => boolean,
  most = MOST_BEST,
): PhotoNo[] {
  const sharp = photos.flatMap(({ sharpness }) => sharpness ?? []).sort((a, b) => a - b);
  const usual = sharp[sharp.length >> 1] ?? 0;
  // What is liked is liked for something else.
  const worthy = photos.filter(
    ({ favourite, sharpness }) => favourite || sharpness === null || sharpness >= usual * BLURRED,
  );
  const chosen: Measured[] = [];
  for (const group of [worthy.filter(({ favourite }) => favourite), worthy]) {
    const days = [...groupBy(group, ({ taken }) => Math.floor(taken / DAY)).values()]
      .map((day) => day.sort(sharpestFirst))
      .sort((a, b) => b.length - a.length);
    for (let left = true; left && chosen.length < most; ) {
      left = false;
      for (const day of days) {
        const next = nextOf(day, chosen, isTwice);
        if (!next || chosen.length === most) continue;
        chosen.push(next);
        left = true;
      }
    }
  }
  return chosen.sort((a, b) => a.taken - b.taken || a.no - b.no).map(({ no }) => no);
}

/** Takes the first photo of a day that is not there already; those before it are dropped. */
function nextOf(
  day: Measured[],
  chosen: readonly Measured[],
  isTwice: (a: PhotoNo, b: PhotoNo) => boolean,
): Measured | undefined {
  for (let next = day.shift(); next; next = day.shift()) {
    const { no } = next;
    if (!chosen.some((other) => other.no === no || isTwice(other.no, no))) return next;
  }
  return undefined;
}

function sharpestFirst(a: Measured, b: Measured): number {
  return (b.sharpness ?? 0) - (a.sharpness ?? 0) || a.no - b.no;
}

function evenly<T>(items: readonly T[], most: number): T[] {
  if (items.length <= most) return [...items];
  return Array.from({ length: most }, (_, i) => items[Math.floor((i * items.length) / most)] as T);
}
