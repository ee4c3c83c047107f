/**
 * Times our runtime of towers and onnxruntime-web in the app's own worker, on the same graph: ViT-B/32 in 8 bits at true
 * size.
 */

import { GOLDEN_PICTURES, goldenPicture } from '#core/golden';
import { dot } from '#core/vector';
import type { EncodeWorker } from '#workers/encode/contract';
import { Random } from '../../fixtures/standins/numbers';
import { race } from './timing';
import { dismiss, startOurs, vitB32 } from './vit-b32';

const NOISE = 20;
const WHO = { 'onnxruntime-web': 'wasm', 'our runtime of towers': 'tower' } as const;

type Encoder = Pick<EncodeWorker, 'images'>;

/** Golden pictures, then noise. */
function pictures(): Uint8Array[] {
  const random = new Random(7);
  const noise = () => Uint8Array.from({ length: 224 * 224 * 3 }, () => random.uniform() * 256);
  return Array.from({ length: GOLDEN_PICTURES + NOISE }, (_, i) =>
    i < GOLDEN_PICTURES ? goldenPicture(i, 224) : noise(),
  );
}

/**
 * @returns by who: milliseconds from the start of the worker until the encoder is open, of a picture, and the mean
 *   cosine distance to the floats, in millionths
 */
export async function measureTower(threads: number): Promise<Record<string, Record<string, number>>> {
  await vitB32.keepImage('q8');
  await vitB32.keepImage('fp32');
  const opening: Record<string, number> = {};
  const contenders: [string, Encoder][] = [];
  // Twice, because the first to open would pay for what the browser then has compiled.
  for (let round = 0; round < 2; round++) {
    contenders.length = 0;
    dismiss();
    for (const [name, backend] of Object.entries(WHO)) {
      const start = performance.now();
      contenders.push([name, await startOurs('q8', threads, backend)]);
      opening[name] = performance.now() - start;
    }
  }
  const all = pictures();
  const [first = new Uint8Array()] = all;
  const times = await race(
    contenders.map(([name, encoder]) => [name, () => encoder.images(first, 1)] as const),
    { warmUp: 5, rounds: 20 },
  );
  const floats = await startOurs('fp32', threads);
  const distances = new Map(contenders.map(([name]): [string, number[]] => [name, []]));
  for (const pixels of all) {
    const right = await floats.images(pixels, 1);
    for (const [name, encoder] of contenders) {
      distances.get(name)?.push((1 - dot(await encoder.images(pixels, 1), right)) * 1e6);
    }
  }
  dismiss();
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    opening,
    times,
    distances: Object.fromEntries([...distances].map(([name, values]) => [name, mean(values)])),
  };
}
