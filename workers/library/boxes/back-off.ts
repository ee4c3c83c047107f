/** Exponential backoff between attempts to reach a lost box. */

const FIRST_MS = 1000;
const LONGEST_MS = 60_000;

/**
 * Returns milliseconds, doubled with each failure up to a minute. Up to a quarter is subtracted at random, so
 * that several tabs and boxes do not retry at the same moment.
 * @param failures in a row, 1 for the first
 * @param random 0..1
 */
export function backOff(failures: number, random = Math.random()): number {
  const wait = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1));
  return wait * (0.75 + random / 4);
}
