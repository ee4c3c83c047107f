/** Times interleaved runs, so that a disturbance of the machine affects all contenders. */

export type Contender = [name: string, run: () => Promise<unknown> | unknown];

export interface Rounds {
  warmUp: number;
  rounds: number;
  /** Calls that are timed together, if one is shorter than the clock's resolution. */
  calls?: number;
}

/** Interleaves the contenders. @returns the median of each, in milliseconds a call */
export async function race(
  contenders: readonly Contender[],
  rounds: Rounds,
): Promise<Record<string, number>> {
  const times = await timesOf(contenders, rounds);
  return Object.fromEntries([...times].map(([name, all]) => [name, median(all)]));
}

/** Interleaves the contenders. @returns all times of each, in milliseconds a call */
export async function timesOf(
  contenders: readonly Contender[],
  { warmUp, rounds, calls = 1 }: Rounds,
): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>(contenders.map(([name]) => [name, []]));
  for (let round = -warmUp; round < rounds; round++) {
    for (const [name, run] of contenders) {
      const start = performance.now();
      for (let call = 0; call < calls; call++) await run();
      if (round >= 0) times.get(name)?.push((performance.now() - start) / calls);
    }
  }
  return times;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** @param share fraction of the values that are below, 0..1 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
}
