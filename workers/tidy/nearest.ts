/** Selects the k nearest rows by dot product. */

export interface Nearest {
  rows: number[];
  cosines: number[];
}

/**
 * @param dots dot products of one row with each of the others
 * @param cosineOf converts a dot product to a cosine
 * @returns at most `count`, the nearest first
 */
export function nearestOf(dots: Int32Array, count: number, cosineOf: (dot: number) => number): Nearest {
  const rows: number[] = [];
  const best: number[] = [];
  for (let row = 0; row < dots.length; row++) {
    const value = dots[row] as number;
    if (best.length === count && value <= (best[count - 1] as number)) continue;
    let at = best.length === count ? count - 1 : best.length;
    while (at > 0 && (best[at - 1] as number) < value) {
      best[at] = best[at - 1] as number;
      rows[at] = rows[at - 1] as number;
      at--;
    }
    best[at] = value;
    rows[at] = row;
  }
  return { rows, cosines: best.map(cosineOf) };
}
