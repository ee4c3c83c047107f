/** Times the tower's own runtime and onnxruntime-web on the same graph: ViT-B/32 in 8 bits at true size, one thread. */

import { Tensor } from 'onnxruntime-web/wasm';
import { GOLDEN_PICTURES, goldenPicture } from '#core/golden';
import { toPixelValues } from '#core/preprocess';
import { dot, normalise } from '#core/vector';
import { CLIP_PREPROCESSING } from '#models/spaces/make';
import { readGraph } from '../../../workers/encode/tower/graph';
import { Tower } from '../../../workers/encode/tower/tower';
import { startWasm } from '../../../workers/runtime/wasm';
import { Random } from '../../fixtures/standins/numbers';
import { race } from './timing';

const DIMS = [1, 3, 224, 224];
const OUTPUT = 'image_embeds';
const NOISE = 20;

type Embed = (pixels: Float32Array) => Promise<Float32Array<ArrayBuffer>>;

async function graphAt(path: string): Promise<Uint8Array> {
  return new Uint8Array(await (await fetch(`/full/clip-b32/onnx/${path}`)).arrayBuffer());
}

async function openTheirs(model: Uint8Array): Promise<Embed> {
  const session = await startWasm(model, 1);
  return async (pixels) => {
    const outputs = await session.run({ pixel_values: new Tensor('float32', pixels, DIMS) }, [OUTPUT]);
    return new Float32Array(outputs[OUTPUT]?.data as Float32Array);
  };
}

async function openOurs(model: Uint8Array): Promise<Embed> {
  const tower = await Tower.open(
    readGraph(model),
    [{ name: 'pixel_values', type: 'float', dims: DIMS }],
    OUTPUT,
  );
  return async (pixels) => tower.run(pixels);
}

/** Golden pictures, then noise. */
function pictures(): Float32Array[] {
  const random = new Random(7);
  const noise = () => Uint8Array.from({ length: 224 * 224 * 3 }, () => random.uniform() * 256);
  const all = Array.from({ length: GOLDEN_PICTURES + NOISE }, (_, i) =>
    i < GOLDEN_PICTURES ? goldenPicture(i, 224) : noise(),
  );
  return all.map((bytes) => toPixelValues(bytes, 1, CLIP_PREPROCESSING));
}

/** @returns by who: milliseconds to open, of a picture, and the mean cosine distance to the floats, in millionths */
export async function measureTower(): Promise<Record<string, Record<string, number>>> {
  const model = await graphAt('vision_model_quantized.onnx');
  const openers = { 'onnxruntime-web': openTheirs, 'our runtime of towers': openOurs };
  const opening: Record<string, number> = {};
  const contenders: [string, Embed][] = [];
  // Twice, because the first to open would pay for starting the runtimes.
  for (let round = 0; round < 2; round++) {
    contenders.length = 0;
    for (const [name, open] of Object.entries(openers)) {
      const start = performance.now();
      contenders.push([name, await open(model)]);
      opening[name] = performance.now() - start;
    }
  }
  const all = pictures();
  const [first = new Float32Array()] = all;
  const times = await race(
    contenders.map(([name, embed]) => [name, () => embed(first)] as const),
    { warmUp: 5, rounds: 15 },
  );
  const floats = await openTheirs(await graphAt('vision_model.onnx'));
  const distances = new Map(contenders.map(([name]): [string, number[]] => [name, []]));
  for (const pixels of all) {
    const right = await floats(pixels);
    normalise(right);
    for (const [name, embed] of contenders) {
      const given = await embed(pixels);
      normalise(given);
      distances.get(name)?.push((1 - dot(given, right)) * 1e6);
    }
  }
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    opening,
    times,
    distances: Object.fromEntries([...distances].map(([name, values]) => [name, mean(values)])),
  };
}
