/** Times the starter model's image encoder, from 224 x 224 pixels to embeddings. */

import { inputBytes } from '#core/preprocess';
import { openOurs, openPeer } from './contenders';
import { race } from './timing';

const BATCH = 4;
const INPUT_BYTES = inputBytes({ size: 224 });

/** @returns milliseconds an image */
export async function measureEncode(threads: number): Promise<Record<string, number>> {
  const ours = await openOurs(threads);
  const theirs = await openPeer(threads);
  const pixels = new Uint8Array(INPUT_BYTES * BATCH).map((_, i) => (i * 7919) >> 5);
  const one = pixels.slice(0, INPUT_BYTES);
  const times = await race(
    [
      [`Mitsuke, batch ${BATCH}`, async () => void (await ours.images(pixels, BATCH))],
      [`transformers.js, batch ${BATCH}`, async () => void (await theirs.pixels(pixels, BATCH))],
      ['Mitsuke, batch 1', async () => void (await ours.images(one, 1))],
      ['transformers.js, batch 1', async () => void (await theirs.pixels(one, 1))],
    ],
    { warmUp: 10, rounds: 20 },
  );
  return Object.fromEntries(
    Object.entries(times).map(([name, ms]) => [name, name.endsWith(`${BATCH}`) ? ms / BATCH : ms]),
  );
}
