/** The median: a few measurements that were disturbed do not change it much. */

/** @returns the upper one of two in the middle; 0 of nothing */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
