/** Which steps threads need not wait between. */

import { expect, test } from 'vitest';
import { readGraph } from '#workers/encode/tower/graph';
import { type Form, instantiate, sharedMemory } from '#workers/encode/tower/kernels';
import { type Given, Source } from '#workers/encode/tower/lower';
import { Tower } from '#workers/encode/tower/tower';
import { imageGraph, textGraph } from '../../../../fixtures/standins/graphs';
import { Random } from '../../../../fixtures/standins/numbers';

const FORM: Form = { relaxed: false, how: 0, signed: false };
const IMAGE = { width: 64, layers: 2, heads: 4, mlp: 4, input: 48, patch: 16, dimension: 40 };
const TEXT = { width: 48, layers: 2, heads: 4, mlp: 2, vocabulary: 300, length: 12, dimension: 24 };
const OUTPUT = 'image_embeds';
const PIXELS: Given = { name: 'pixel_values', type: 'float', dims: [1, 3, 48, 48] };
const IDS: Given = { name: 'input_ids', type: 'int', dims: [1, TEXT.length] };

const random = new Random(9);
const pixels = random.normal(3 * 48 * 48, 1);
const ids = Array.from({ length: TEXT.length }, () => Math.floor(random.uniform() * TEXT.vocabulary));

const image = (precision: 'fp32' | 'q8', kind: 'clip' | 'siglip') =>
  imageGraph(IMAGE, precision, kind, { embedding: OUTPUT });

/** Runs a graph unit by unit: those of a stage in any order, as threads of any speed might. */
async function unitByUnit(model: Uint8Array, given: Given, input: ArrayLike<number>): Promise<Float32Array> {
  const source = new Source(readGraph(model), OUTPUT);
  const { plan, inputs, output, dims } = source.lower([given]);
  const memory = sharedMemory(Math.max(plan.bytes, source.weights.packedBytes));
  const kernels = await instantiate(memory, FORM);
  const bytes = new Uint8Array(memory.buffer);
  source.pack({ bytes, how: FORM.how, call: (kernel, ...args) => void kernels[kernel]?.(...args) });
  plan.fill(bytes);
  const floats = new Float32Array(memory.buffer);
  floats.set(input, inputs[0]);
  for (const tasks of plan.stages) {
    const units = tasks.flatMap(({ units, calls }) =>
      Array.from({ length: units }, (_, unit) => ({ unit, calls })),
    );
    for (let i = units.length - 1; i > 0; i--) {
      const other = Math.floor(random.uniform() * (i + 1));
      [units[i], units[other]] = [units[other], units[i]] as [(typeof units)[0], (typeof units)[0]];
    }
    for (const { unit, calls } of units) {
      for (const { kernel, args, units: own, each } of calls) {
        const engine = { quantise: [0], product: [0, 0] }[kernel] ?? [];
        kernels[kernel]?.(...args, ...engine, unit * each, Math.min(own, (unit + 1) * each));
      }
    }
  }
  return floats.slice(output, output + dims.reduce((all, size) => all * size, 1));
}

test.each<[string, Uint8Array, Given, ArrayLike<number>]>([
  ['of CLIP', image('q8', 'clip'), PIXELS, pixels],
  ['of CLIP in floats', image('fp32', 'clip'), PIXELS, pixels],
  ['of SigLIP', image('q8', 'siglip'), PIXELS, pixels],
  ['for texts', textGraph(TEXT, 'q8', 'clip', { embedding: OUTPUT }), IDS, ids],
])('in a tower %s the units of a stage may be done in any order', async (_, model, given, input) => {
  const tower = await Tower.open(readGraph(model), [given], OUTPUT, 1, FORM);
  const wanted = tower.run(input);
  for (let i = 0; i < 5; i++) expect(await unitByUnit(model, given, input)).toEqual(wanted);
});

test('products of the same rows share a stage; a sum, its norm and its levels share a task', () => {
  const { plan } = new Source(readGraph(image('q8', 'clip')), OUTPUT).lower([PIXELS]);
  const stages = plan.stages.map((tasks) =>
    tasks.map(({ calls }) => calls.map(({ kernel }) => kernel).join(' + ')),
  );
  expect(stages).toContainEqual(['product', 'product', 'product']);
  expect(stages).toContainEqual(['binary + norm + quantise']);
  expect(stages).toContainEqual(['unary + quantise']);
  expect(stages.flat().join()).not.toContain('product + ');
});

test('what attention scales its queries by is a part of the weights', () => {
  const { plan } = new Source(readGraph(image('q8', 'clip')), OUTPUT).lower([PIXELS]);
  const kinds = plan.stages
    .flat()
    .flatMap(({ calls }) => calls)
    .filter(({ kernel }) => kernel === 'binary')
    .map(({ args }) => args[3]);
  // Sums alone, no products.
  expect(new Set(kinds)).toEqual(new Set([0]));
});
