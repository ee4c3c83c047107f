/** Whether a curve is flat. */

/** The first rounds load code, models and caches. */
const WARM_UP = 0.25;
/** Share by which the end may lie above the beginning. */
const TOLERANCE = 0.15;

/** Of a part of a curve. */
interface Level {
  lowest: number;
  middle: number;
}

/** Returns the level of the rounds after the warm-up and that of the last ones, each of a quarter of all. */
export function ends(curve: readonly number[]): { before: Level; after: Level } {
  const quarter = Math.max(1, Math.floor(curve.length / 4));
  const warm = Math.floor(curve.length * WARM_UP);
  return { before: levelOf(curve.slice(warm, warm + quarter)), after: levelOf(curve.slice(-quarter)) };
}

/**
 * Whether the middle or the lowest has not grown. What piles up lifts both; a curve that jumps between two levels has its
 * middle now on the one, now on the other, and of few rounds one may be low by accident.
 * @param slack how much the end may lie above the beginning in any case, in the curve's unit
 */
export function isFlat(curve: readonly number[], slack = 0): boolean {
  const { before, after } = ends(curve);
  const hasGrown = (what: keyof Level) => after[what] > before[what] * (1 + TOLERANCE) + slack;
  return !hasGrown('middle') || !hasGrown('lowest');
}

function levelOf(values: readonly number[]): Level {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (place: number) => sorted[place] ?? Number.NaN;
  return { lowest: at(0), middle: at(Math.floor(sorted.length / 2)) };
}
