/** Whole towers, compared with onnxruntime's native build on the same graphs. */

import { describe, expect, test } from 'vitest';
import { Problem } from '#core/errors';
import { GOLDEN_PICTURES, goldenPicture } from '#core/golden';
import { toPixelValues } from '#core/preprocess';
import type { Preprocessing } from '#core/space';
import { quantiseGraph } from '#workers/encode/onnx/quantise-graph';
import { readGraph } from '#workers/encode/tower/graph';
import { Tower } from '#workers/encode/tower/tower';
import { imageGraph, textGraph } from '../../../../fixtures/standins/graphs';
import { Random } from '../../../../fixtures/standins/numbers';
import { Graph, type Value } from '../../../../fixtures/standins/onnx';
import { byOnnxruntime, distance } from './by-onnxruntime';

const IMAGE = { width: 64, layers: 3, heads: 4, mlp: 4, input: 48, patch: 16, dimension: 40 };
const TEXT = { width: 48, layers: 2, heads: 4, mlp: 2, vocabulary: 300, length: 12, dimension: 24 };
const OUTPUT = 'image_embeds';
const PREPROCESSING: Preprocessing = {
  size: IMAGE.input,
  fit: 'stretch',
  filter: 'bicubic',
  rescale: 1 / 255,
  mean: [0.48, 0.46, 0.41],
  std: [0.27, 0.26, 0.28],
};

/** Golden pictures, then noise. */
function pictures(): Float32Array[] {
  const { size } = PREPROCESSING;
  const noise = new Random(5);
  const bytes = Array.from({ length: GOLDEN_PICTURES }, (_, i) => goldenPicture(i, size));
  for (let i = 0; i < 5; i++)
    bytes.push(Uint8Array.from({ length: size * size * 3 }, () => noise.uniform() * 256));
  return bytes.map((each) => toPixelValues(each, 1, PREPROCESSING));
}

function openImage(model: Uint8Array): Promise<Tower> {
  return Tower.open(
    readGraph(model),
    [{ name: 'pixel_values', type: 'float', dims: [1, 3, 48, 48] }],
    OUTPUT,
  );
}

describe.each(['clip', 'siglip'] as const)('the image tower of %s', (kind) => {
  const names = { embedding: OUTPUT };
  const float = imageGraph(IMAGE, 'fp32', kind, names);

  test.each([14, 18])('in floats gives the vectors of onnxruntime (opset %i)', async (opset) => {
    const model = imageGraph(IMAGE, 'fp32', kind, names, { opset });
    const tower = await openImage(model);
    for (const data of pictures()) {
      const wanted = await byOnnxruntime(model, { pixel_values: { data, dims: [1, 3, 48, 48] } });
      expect(distance(tower.run(data), wanted)).toBeLessThan(1e-6);
    }
  });

  // The public build has weights of 7 bits, whose error is most of both distances: which is smaller is chance.
  test.each([
    ['the public build', imageGraph(IMAGE, 'q8', kind, names), 1.1],
    ['a build made on the device', quantiseGraph(float), 1],
  ])('in 8 bits is as near to the floats as onnxruntime is: %s', async (_, model, chance) => {
    const tower = await openImage(model);
    let [ours, theirs] = [0, 0];
    for (const data of pictures()) {
      const feeds = { pixel_values: { data, dims: [1, 3, 48, 48] } };
      const right = await byOnnxruntime(float, feeds);
      const own = distance(tower.run(data), right);
      expect(own).toBeLessThan(0.02);
      ours += own;
      theirs += distance(await byOnnxruntime(model, feeds), right);
    }
    expect(ours).toBeLessThanOrEqual(theirs * chance);
  });

  test('gives the same again: a run leaves nothing behind', async () => {
    const tower = await openImage(float);
    const [a, b] = pictures() as [Float32Array, Float32Array];
    const first = tower.run(a);
    expect(tower.run(b)).not.toEqual(first);
    expect(tower.run(a)).toEqual(first);
  });
});

describe.each(['clip', 'bert', 'siglip'] as const)('the text tower of %s', (kind) => {
  test.each(['fp32', 'q8'] as const)('in %s gives the vectors of onnxruntime', async (precision) => {
    const model = textGraph(TEXT, precision, kind, { embedding: OUTPUT });
    const graph = readGraph(model);
    const given = graph.inputs.map(({ name }) => ({ name, type: 'int' as const, dims: [1, TEXT.length] }));
    const tower = await Tower.open(graph, given, OUTPUT);
    const random = new Random(3);
    for (let text = 0; text < 5; text++) {
      const ids = Array.from({ length: TEXT.length }, () => Math.floor(random.uniform() * TEXT.vocabulary));
      const values: Record<string, number[]> = {
        attention_mask: ids.map((_, i) => Number(i < 4 + text)),
        token_type_ids: ids.map(() => 0),
        position_ids: ids.map((_, i) => i),
      };
      const all = graph.inputs.map(({ name }) => values[name] ?? ids);
      const feeds = Object.fromEntries(
        graph.inputs.map(({ name }, i) => [
          name,
          { data: all[i] as number[], dims: [1, TEXT.length], ints: true },
        ]),
      );
      const wanted = await byOnnxruntime(model, feeds);
      expect(distance(tower.run(...all), wanted)).toBeLessThan(precision === 'fp32' ? 1e-6 : 2e-3);
    }
  });
});

describe('a graph that is not wholly known is refused, with what it was', () => {
  const of = async (build: (graph: Graph, x: Value) => Value) => {
    const graph = new Graph(14);
    const x = graph.input('x', 'float', [1, 4, 8]);
    graph.output('y', build(graph, x), [1, 4, 8]);
    const read = readGraph(graph.bytes());
    return Tower.open(read, [{ name: 'x', type: 'float', dims: [1, 4, 8] }], 'y');
  };

  test.each<[string, (graph: Graph, x: Value) => Value]>([
    ['CumSum', (graph, x) => graph.op('CumSum', [x, graph.constant('int64', [], BigInt64Array.of(1n))])],
    ['com.microsoft', (graph, x) => graph.op('MatMulNBits', [x, x, x])],
    ['DynamicQuantizeLinear', (graph, x) => graph.several('DynamicQuantizeLinear', [x], 3)[1] as Value],
    ['Softmax', (graph, x) => graph.op('Softmax', [x], { axis: 1 })],
    ['Reshape', (graph, x) => graph.op('Reshape', [x, graph.op('ArgMax', [x], { axis: 2 })])],
  ])('%s', async (name, build) => {
    await expect(of(build)).rejects.toThrow(name);
    await expect(of(build)).rejects.toThrow(Problem);
  });
});
