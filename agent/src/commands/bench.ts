/** `--bench`: measures pictures per second through queue and encoder process, and what they cost, without a page. */

import { costOf } from '#core/cost';
import { GOLDEN_PICTURES, goldenPicture } from '#core/golden';
import type { Options } from '../options';
import { LoadMeter } from '../server/load-meter';
import { withEncoder } from './encoder';

/** Milliseconds. */
const DURATION = 10_000;
const IN_FLIGHT = 4;

/** @throws Error with a readable message; the abort reason of `end` */
export function bench(options: Options, end: AbortSignal): Promise<void> {
  return withEncoder(options, end, async ({ keeper, ready }) => {
    const pixels = goldenBatch(options.batch, ready.info.size);
    const load = new LoadMeter(keeper);
    const started = performance.now();
    let pictures = 0;
    let encoder = 0;
    async function stream(): Promise<void> {
      while (performance.now() - started < DURATION) {
        const encoded = await keeper.encode(pixels, options.batch).result;
        encoder += encoded.encoder / 1000;
        pictures += options.batch;
      }
    }
    await Promise.all(Array.from({ length: IN_FLIGHT }, stream));
    const time = performance.now() - started;
    const perSecond = (pictures * 1000) / time;
    const { cpu, cores, memory } = load.read();
    const cost = costOf((cpu * cores * time) / pictures, perSecond, cores);
    console.log(`${perSecond.toFixed(1)} pictures/s on ${ready.info.backend}, batches of ${options.batch}`);
    console.log(
      `${(time / pictures).toFixed(3)} ms a picture, ${(encoder / pictures).toFixed(3)} of them in the encoder`,
    );
    console.log(
      `${(cost.processor / 1000).toFixed(6)} processor seconds a picture, ${(cost.load * 100).toFixed(1)} % of ${cores} cores, the encoder's process included`,
    );
    console.log(`${(memory / 2 ** 20).toFixed(0)} MiB`);
  });
}

function goldenBatch(count: number, size: number): Uint8Array {
  const bytes = size * size * 3;
  const pixels = new Uint8Array(count * bytes);
  for (let i = 0; i < count; i++) pixels.set(goldenPicture(i % GOLDEN_PICTURES, size), i * bytes);
  return pixels;
}
