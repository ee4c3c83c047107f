/** Whether a curve is flat. */

/** The first rounds load code, models and caches. */
const WARM_UP = 0.25;
/** Share by which the end may lie above the beginning. */
const TOLERANCE = 0.15;

/** Returns the middle of the rounds after the warm-up and that of the last ones, each of a quarter of all. */
export function ends(curve: readonly number[]): { before: number; after: number } {
  const quarter = Math.max(1, Math.floor(curve.length / 4));
  const warm = Math.floor(curve.length * WARM_UP);
  return { before: middle(curve.slice(warm, warm + quarter)), after: middle(curve.slice(-quarter)) };
}

/** @param slack how much the end may lie above the beginning in any case, in the curve's unit */
export function isFlat(curve: readonly number[], slack = 0): boolean {
  const { before, after } = ends(curve);
  return after <= before * (1 + TOLERANCE) + slack;
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
