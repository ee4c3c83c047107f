/** Medians of interleaved runs: what one contender suffers from the machine, all suffer. */

export type Contender = [name: string, run: () => Promise<void> | void];

/** A row of a table: the median of each contender, in milliseconds a call. */
export async function race(
  contenders: readonly Contender[],
  { warmUp, rounds }: { warmUp: number; rounds: number },
): Promise<Record<string, number>> {
  const times = new Map<string, number[]>(contenders.map(([name]) => [name, []]));
  for (let round = -warmUp; round < rounds; round++) {
    for (const [name, run] of contenders) {
      const start = performance.now();
      await run();
      if (round >= 0) times.get(name)?.push(performance.now() - start);
    }
  }
  return Object.fromEntries([...times].map(([name, all]) => [name, median(all)]));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}
