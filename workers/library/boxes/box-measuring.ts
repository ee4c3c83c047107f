/** Benchmark of a box: as many pictures as it accepts, for a few seconds. */

import { costOf } from '#core/cost';
import { median } from '#core/median';
import type { BoxClient, Encoded } from '#net/bridge/box-client';
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
 * @param cores of this device
 * @throws Problem why the session ended, or `box-failed` if the box fails at a batch
 */
export async function measureBox(
  client: MeasuredClient,
  cores = navigator.hardwareConcurrency || 2,
): Promise<BoxTiming> {
  const { size, backend, space, limits } = client.welcome;
  const count = Math.max(1, Math.min(client.batch, Math.floor(limits.credits / AT_A_TIME)));
  const pixels = goldenBatch(count, size);
  // Warm-up; and the box reports its load from the previous request on, so this one starts the measurement.
  await client.encode(pixels, count);
  const before = await client.load();
  const start = performance.now();
  const batches: Encoded[] = [];
  const lane = async () => {
    do batches.push(await client.encode(pixels, count));
    while (performance.now() - start < DURATION_MS);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, lane));
  const elapsed = performance.now() - start;
  const after = await client.load();
  const reported = performance.now() - start;
  // Other pages may use the box too, so its own count goes.
  const theirs = after.encoded - before.encoded;
  const perSecond = (batches.length * count * 1000) / elapsed;
  const busy = median(batches.map((batch) => batch.busy / batch.timing.pictures));
  const each = batches.map(({ timing }) => timing.encoder / timing.pictures);
  return {
    backend,
    space,
    encoder: {
      min: Math.min(...each),
      avg: each.reduce((sum, ms) => sum + ms, 0) / each.length,
      max: Math.max(...each),
    },
    perSecond,
    latency: client.pace.latency() ?? { link: 0, queue: 0, encoder: 0 },
    here: costOf(busy, perSecond, cores),
    there: costOf((after.cpu * after.cores * reported) / theirs, (theirs * 1000) / reported, after.cores),
  };
}
