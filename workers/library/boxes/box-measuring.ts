/** Benchmark of a box: as many pictures as it accepts, for a few seconds. */

import type { BoxClient } from '#net/bridge/box-client';
import type { Encoded } from '#net/bridge/flight';
import type { BoxTiming } from '../contract';
import { goldenBatch } from './box-check';

const DURATION_MS = 3000;
/** Batches in flight: one is encoded, one is queued at the box, one is on its way. */
const AT_A_TIME = 3;

type MeasuredClient = Pick<BoxClient, 'welcome' | 'batch' | 'encode' | 'load'> & {
  pace: Pick<BoxClient['pace'], 'latency'>;
};

/**
 * Measures with prepared pixels, so that of this device only the bridge counts.
 * @throws Problem why the session ended, or `box-failed` if the box fails at a batch
 */
export async function measureBox(client: MeasuredClient): Promise<BoxTiming> {
  const { size, backend, space, limits } = client.welcome;
  const count = Math.max(1, Math.min(client.batch, Math.floor(limits.credits / AT_A_TIME)));
  const pixels = goldenBatch(count, size);
  // Warm-up; and the box reports its load from the previous request on, so this one starts the measurement.
  await client.encode(pixels, count);
  await client.load();
  const start = performance.now();
  const batches: Encoded[] = [];
  const lane = async () => {
    do batches.push(await client.encode(pixels, count));
    while (performance.now() - start < DURATION_MS);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, lane));
  const elapsed = performance.now() - start;
  const { cpu, cores, memory } = await client.load();
  const each = batches.map(({ timing }) => timing.encoder / timing.pictures);
  return {
    backend,
    space,
    encoder: {
      min: Math.min(...each),
      avg: each.reduce((sum, ms) => sum + ms, 0) / each.length,
      max: Math.max(...each),
    },
    perSecond: (batches.length * count * 1000) / elapsed,
    latency: client.pace.latency() ?? { link: 0, queue: 0, encoder: 0 },
    load: { cpu, cores, memory },
  };
}
