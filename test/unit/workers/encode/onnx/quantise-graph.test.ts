/**
 * 8-bit builds out of full graphs, against onnxruntime's native build and an implementation of its own of the rule
 * by which onnxruntime quantises (test/fixtures/standins/numbers.ts).
 */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { problemCode } from '#core/errors';
import { goldenPicture } from '#core/golden';
import { toPixelValues } from '#core/preprocess';
import { dot, normalise } from '#core/vector';
import { readNode } from '#workers/encode/onnx/node';
import { quantiseGraph } from '#workers/encode/onnx/quantise-graph';
import { GRAPH, MODEL } from '#workers/encode/onnx/schema';
import { readTensor, type Tensor } from '#workers/encode/onnx/tensor';
import { fields, inside } from '#workers/encode/onnx/wire';
import { imageGraph } from '../../../../fixtures/standins/graphs';
import { halves, quantiseDynamic, Random } from '../../../../fixtures/standins/numbers';
import { Graph, TYPE, type Value } from '../../../../fixtures/standins/onnx';
import { loadRuntime } from '../../../../fixtures/standins/reference';
import type { ImageTower } from '../../../../fixtures/standins/towers';

const { InferenceSession, Tensor: OrtTensor } = loadRuntime(resolve('test/fixtures/standins/runtime'));

const TOWER: ImageTower = {
  width: 64,
  layers: 2,
  heads: 1,
  mlp: 2,
  input: 224,
  patch: 32,
  dimension: 512,
};
const CLIP = { states: 'last_hidden_state', embedding: 'image_embeds' };
const SIGLIP = { states: 'last_hidden_state', embedding: 'pooler_output' };

/** The graph of a model, taken apart. */
function read(model: Uint8Array) {
  const graph = fields(model, 0, model.length).find(({ number }) => number === MODEL.graph);
  if (!graph) throw new Error('There is no graph.');
  const parts = inside(model, graph);
  const of = (number: number) => parts.filter((part) => part.number === number);
  const tensors = of(GRAPH.initializer).map((part) => readTensor(model, part, new Map()));
  return {
    nodes: of(GRAPH.node).map((part) => readNode(model, part)),
    tensors: new Map(tensors.map((tensor) => [tensor.name, tensor])),
  };
}

function operators(model: Uint8Array): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { operator } of read(model).nodes) counts[operator] = (counts[operator] ?? 0) + 1;
  return counts;
}

/** What the native runtime makes of it: outputs by name. */
async function run(model: Uint8Array, inputs: Record<string, [Float32Array, number[]]>) {
  const session = await InferenceSession.create(model);
  const feeds = Object.entries(inputs).map(
    ([name, [values, dims]]) => [name, new OrtTensor('float32', values, dims)] as const,
  );
  const outputs = await session.run(Object.fromEntries(feeds));
  await session.release();
  return Object.fromEntries(Object.entries(outputs).map(([name, { data }]) => [name, data as Float32Array]));
}

/** Golden pictures and noise, as the tower takes them. */
function pictures(size = 224): [Float32Array, number[]] {
  const noise = new Random(7).normal(size * size * 3, 60, 128);
  const all = [0, 1, 2].map((i) => goldenPicture(i, size));
  all.push(Uint8Array.from(noise, (value) => Math.min(255, Math.max(0, value))));
  const values = all.flatMap((pixels) => [
    ...toPixelValues(pixels, 1, { size, rescale: 1 / 255, mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] }),
  ]);
  return [Float32Array.from(values), [all.length, 3, size, size]];
}

function cosines(a: Float32Array, b: Float32Array, dimension: number): number[] {
  return Array.from({ length: a.length / dimension }, (_, row) => {
    const [x, y] = [a, b].map((all) => {
      const vector = all.slice(row * dimension, (row + 1) * dimension);
      expect(normalise(vector)).toBe(true);
      return vector;
    }) as [Float32Array, Float32Array];
    return dot(x, y);
  });
}

describe.each([
  ['clip', CLIP, 'image_embeds'],
  ['siglip', SIGLIP, 'pooler_output'],
] as const)('a tower as %s has it', (kind, names, output) => {
  test.each(['fp32', 'fp16'] as const)('from %s gives nearly the same embeddings', async (precision) => {
    const source = imageGraph(TOWER, precision, kind, names);
    const made = quantiseGraph(source);
    const input = { pixel_values: pictures() };
    const [full, small] = [await run(source, input), await run(made, input)] as const;
    const agreement = cosines(full[output] as Float32Array, small[output] as Float32Array, 512);
    expect(agreement).toHaveLength(4);
    expect(Math.min(...agreement)).toBeGreaterThan(0.999);
    expect(made.length).toBeLessThan(imageGraph(TOWER, 'fp32', kind, names).length);
  });

  test('has the weights that quantize_dynamic gives, and nothing else of them', () => {
    const source = read(imageGraph(TOWER, 'fp32', kind, names));
    const made = read(quantiseGraph(imageGraph(TOWER, 'fp32', kind, names)));
    const products = source.nodes.filter(({ operator, inputs }) => {
      return operator === 'MatMul' && source.tensors.has(inputs[1] as string);
    });
    expect(products.length).toBeGreaterThan(12);
    for (const { inputs } of products) {
      const name = inputs[1] as string;
      const weight = source.tensors.get(name) as Tensor;
      const wanted = quantiseDynamic(weight.floats(), weight.dims[1] as number);
      const levels = made.tensors.get(`${name}_quantized`) as Tensor;
      expect(levels).toMatchObject({ type: TYPE.uint8, dims: weight.dims });
      expect(levels.raw).toEqual(wanted.values);
      expect(made.tensors.get(`${name}_scale`)?.floats()).toEqual(wanted.scales);
      expect(made.tensors.get(`${name}_zero_point`)?.raw).toEqual(wanted.zeros);
      expect(made.tensors.has(name)).toBe(false);
    }
    expect(operators(imageGraph(TOWER, 'fp32', kind, names)).Conv).toBe(1);
  });
});

test('queries, keys and values share one quantisation of what they take', () => {
  const made = operators(quantiseGraph(imageGraph(TOWER, 'fp32', 'clip', CLIP)));
  // Per layer: one for the three, one for what attention gives, two for the feed-forward layers; one at the end.
  expect(made).toMatchObject({ MatMulInteger: 2 * 6 + 1, DynamicQuantizeLinear: 2 * 4 + 1 });
  // Products of two values are left: scores and mixing, in each layer.
  expect(made.MatMul).toBe(2 * 2);
});

test('a graph of halves has none left, inside or out', async () => {
  const made = quantiseGraph(imageGraph(TOWER, 'fp16', 'clip', CLIP));
  const types = [...read(made).tensors.values()].map(({ type }) => type);
  expect(types).not.toContain(TYPE.half);
  const session = await InferenceSession.create(made);
  const { inputMetadata } = session as unknown as { inputMetadata: { name: string; type: string }[] };
  expect(inputMetadata).toMatchObject([{ name: 'pixel_values', type: 'float32' }]);
});

test('the runtime fuses each product into one operator', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mitsuke-fused-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const optimizedModelFilePath = join(folder, 'fused.onnx');
  const session = await InferenceSession.create(quantiseGraph(imageGraph(TOWER, 'fp16', 'clip', CLIP)), {
    optimizedModelFilePath,
    graphOptimizationLevel: 'extended',
  });
  await session.release();
  const fused = operators(readFileSync(optimizedModelFilePath));
  expect(fused.MatMulInteger).toBeUndefined();
  // Where an activation has one product, its own quantisation is fused as well.
  expect(fused).toMatchObject({ MatMulIntegerToFloat: 2 * 3, DynamicQuantizeMatMul: 2 * 3 + 1 });
});

/** x: [batch, 3 columns] -> y; what the graph is made of is up to the test. */
function small(build: (graph: Graph, x: Value) => Value, type: 'float' | 'half' = 'float', opset = 14) {
  const graph = new Graph(opset);
  const x = graph.input('x', type, ['batch', 3]);
  graph.output('y', build(graph, x), ['batch', 4]);
  return graph.bytes();
}

const W = new Random(3).normal(12, 1);
const B = Float32Array.of(0.5, -1, 2, 0);
const X: [Float32Array, number[]] = [Float32Array.of(0.2, -1, 0.7, 3, 0.1, -2), [2, 3]];

/** x W (+ b), with what 8 bits cost. */
async function expectLinear(model: Uint8Array, bias: Float32Array | null, weight = W): Promise<void> {
  const { y } = await run(model, { x: X });
  const [x] = X;
  for (let row = 0; row < 2; row++) {
    for (let column = 0; column < 4; column++) {
      let sum = bias?.[column] ?? 0;
      for (let k = 0; k < 3; k++) sum += (x[row * 3 + k] as number) * (weight[k * 4 + column] as number);
      expect(Math.abs((y?.[row * 4 + column] as number) - sum)).toBeLessThan(0.06);
    }
  }
}

function transposed(matrix: Float32Array, columns: number): Float32Array {
  const rows = matrix.length / columns;
  return matrix.map((_, i) => matrix[(i % rows) * columns + Math.floor(i / rows)] as number);
}

describe('a matrix is found', () => {
  test('in a Gemm with a bias, as it is or transposed', async () => {
    for (const transB of [0, 1]) {
      const made = quantiseGraph(
        small((graph, x) => {
          const weight = transB
            ? graph.constant('float', [4, 3], transposed(W, 4))
            : graph.constant('float', [3, 4], W);
          return graph.op('Gemm', [x, weight, graph.constant('float', [4], B)], {
            transB,
            alpha: { float: 1 },
          });
        }),
      );
      expect(operators(made)).toMatchObject({ MatMulInteger: 1, Add: 1 });
      expect(read(made).nodes.map(({ operator }) => operator)).not.toContain('Gemm');
      const levels = [...read(made).tensors.values()].find(({ name }) => name.endsWith('_quantized'));
      expect(levels?.raw).toEqual(quantiseDynamic(W, 4).values);
      await expectLinear(made, B);
    }
  });

  test('in a Constant node', async () => {
    for (const [type, values] of [
      ['float', W],
      ['half', halves(W)],
    ] as const) {
      const made = quantiseGraph(
        small((graph, x) => {
          const weight = graph.op('Constant', [], { value: { tensor: { type, shape: [3, 4], values } } });
          return graph.op('MatMul', [x, weight]);
        }, type),
      );
      expect(operators(made)).toEqual({
        DynamicQuantizeLinear: 1,
        MatMulInteger: 1,
        Cast: 1,
        Mul: 2,
        Identity: 1,
      });
      // The stand-ins' writer calls every output a float.
      await expectLinear(made, null);
    }
  });

  test('in a file beside the graph, and so is what stays in full', async () => {
    const file = new Uint8Array(1 + W.byteLength + B.byteLength);
    file.set(new Uint8Array(W.buffer), 1);
    file.set(new Uint8Array(B.buffer), 1 + W.byteLength);
    const source = small((graph, x) => {
      const weight = graph.constantIn('weights.onnx_data', 'float', [3, 4], [1, W.byteLength]);
      const bias = graph.constantIn('weights.onnx_data', 'float', [4], [1 + W.byteLength, B.byteLength]);
      return graph.op('Add', [graph.op('MatMul', [x, weight]), bias]);
    });
    await expectLinear(quantiseGraph(source, new Map([['weights.onnx_data', file]])), B);
    for (const external of [new Map(), new Map([['weights.onnx_data', file.subarray(0, 40)]])]) {
      expect(() => quantiseGraph(source, external)).toThrow('not in weights.onnx_data');
    }
  });

  test('wherever its bytes begin', async () => {
    const source = small((graph, x) => graph.op('MatMul', [x, graph.constant('float', [3, 4], W)]));
    const wanted = quantiseGraph(source);
    for (const shift of [1, 2, 3]) {
      const shifted = new Uint8Array(source.length + shift).subarray(shift);
      shifted.set(source);
      expect(quantiseGraph(shifted)).toEqual(wanted);
    }
  });
});

test('a matrix of two products is quantised once, and stays in full for whoever else takes it', async () => {
  const made = quantiseGraph(
    small((graph, x) => {
      const weight = graph.constant('float', [3, 4], W);
      const other = graph.op('MatMul', [
        graph.op('Mul', [x, graph.constant('float', [], Float32Array.of(0))]),
        weight,
      ]);
      const sum = graph.op('ReduceSum', [graph.op('Sub', [weight, weight])], { keepdims: 0 });
      return graph.op('Add', [graph.op('Add', [graph.op('MatMul', [x, weight]), other]), sum]);
    }),
  );
  const names = [...read(made).tensors.keys()];
  expect(names.filter((name) => name.endsWith('_quantized'))).toHaveLength(1);
  expect(operators(made)).toMatchObject({ MatMulInteger: 2, DynamicQuantizeLinear: 2 });
  await expectLinear(made, null);
});

test('a column of zeros stays zero', async () => {
  const weight = W.map((value, i) => (i % 4 === 1 ? 0 : value));
  const made = quantiseGraph(
    small((graph, x) => graph.op('MatMul', [x, graph.constant('float', [3, 4], weight)])),
  );
  const { y } = await run(made, { x: X });
  expect([y?.[1], y?.[5]]).toEqual([0, 0]);
  await expectLinear(made, null, weight);
});

describe('is refused as model-unsupported', () => {
  const refuses = (model: Uint8Array, why: RegExp) => {
    expect(() => quantiseGraph(model)).toThrow(why);
    try {
      quantiseGraph(model);
    } catch (error) {
      expect(problemCode(error)).toBe('model-unsupported');
    }
  };
  const matrix = (graph: Graph) => graph.constant('float', [3, 4], W);

  test('what is no graph, or broken off', () => {
    refuses(new TextEncoder().encode('<!doctype html><h1>Please sign in</h1>'), /./);
    refuses(new Uint8Array(0), /no ONNX graph/);
    const whole = small((graph, x) => graph.op('MatMul', [x, matrix(graph)]));
    refuses(whole.subarray(0, whole.length - 7), /broken off/);
  });

  test('one without a constant matrix', () => {
    refuses(
      small((graph, x) => graph.op('Mul', [x, x])),
      /no product/,
    );
    const scaled = (attributes: Record<string, number | { float: number }>) =>
      small((graph, x) => graph.op('Gemm', [x, matrix(graph)], attributes));
    refuses(scaled({ alpha: { float: 0.5 } }), /no product/);
    refuses(scaled({ transA: 1 }), /no product/);
  });

  test('one of operators from before 8-bit activations', () => {
    refuses(
      small((graph, x) => graph.op('MatMul', [x, matrix(graph)]), 'float', 10),
      /Opset 10/,
    );
  });

  test('weights that are fewer than they say', () => {
    refuses(
      small((graph, x) => graph.op('MatMul', [x, graph.constant('float', [3, 4], W.subarray(1))])),
      /not \[3,4\] floats/,
    );
  });

  test('whatever else was done to it, or it is a graph', () => {
    const whole = small((graph, x) => graph.op('MatMul', [x, matrix(graph)]));
    const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(damage, (changes) => {
        const damaged = whole.slice();
        for (const [at, byte] of changes) damaged[at] = byte;
        try {
          expect(quantiseGraph(damaged).length).toBeGreaterThan(0);
        } catch (error) {
          expect(problemCode(error)).toBe('model-unsupported');
        }
      }),
      { numRuns: 2000 },
    );
  });
});
