/** Graphs by chance, and damaged ones: each is refused with a reason, or gives what onnxruntime gives. */

import { expect, test } from 'vitest';
import { Problem } from '#core/errors';
import { AnyLengthTower } from '#workers/encode/tower/any-length';
import { readGraph } from '#workers/encode/tower/graph';
import { Tower } from '#workers/encode/tower/tower';
import { imageGraph, textGraph } from '../../../../fixtures/standins/graphs';
import { Random } from '../../../../fixtures/standins/numbers';
import { Graph, type Value } from '../../../../fixtures/standins/onnx';
import { byOnnxruntime } from './by-onnxruntime';

interface Made {
  value: Value;
  dims: number[];
}

const countOf = (dims: readonly number[]) => dims.reduce((all, size) => all * size, 1);

/** A graph of operators and shapes by chance. */
function randomGraph(random: Random): { model: Uint8Array; dims: number[] } {
  const graph = new Graph(14);
  const whole = (most: number) => Math.floor(random.uniform() * most);
  const pick = <T>(all: readonly T[]) => all[whole(all.length)] as T;
  const ints = (...values: number[]) =>
    graph.constant('int64', [values.length], BigInt64Array.from(values, BigInt));
  const floats = (...dims: number[]) => graph.constant('float', dims, random.normal(countOf(dims), 0.5));
  const dims = [1, 1 + whole(5), 1 + whole(9)];
  const made: Made[] = [{ value: graph.input('x', 'float', dims), dims }];
  const steps: ((x: Made) => Made | null)[] = [
    ({ value, dims }) => ({ value: graph.op(pick(['Sigmoid', 'Tanh', 'Erf', 'Neg', 'Abs']), [value]), dims }),
    ({ value, dims }) => {
      const other = pick(made.filter((each) => `${each.dims}` === `${dims}`));
      return { value: graph.op(pick(['Add', 'Sub', 'Mul']), [value, other.value]), dims };
    },
    ({ value, dims }) => {
      const other = dims.slice(whole(dims.length)).map((size) => (random.uniform() < 0.4 ? 1 : size));
      const pair = [value, floats(...other)];
      if (random.uniform() < 0.5) pair.reverse();
      return { value: graph.op(pick(['Add', 'Sub', 'Mul']), pair), dims };
    },
    ({ value, dims }) => {
      const other = pick(made.filter((each) => `${each.dims}` === `${dims}`)).value;
      const comparison = pick(['Equal', 'Less', 'LessOrEqual', 'Greater', 'GreaterOrEqual']);
      const holds = graph.op(comparison, [value, floats(dims.at(-1) as number)]);
      const chosen = graph.op('Where', [
        random.uniform() < 0.5 ? holds : graph.op('Not', [holds]),
        value,
        other,
      ]);
      return { value: chosen, dims };
    },
    ({ value, dims }) => {
      const perm = dims.map((_, i) => i).sort(() => random.uniform() - 0.5);
      return {
        value: graph.op('Transpose', [value], { perm }),
        dims: perm.map((axis) => dims[axis] as number),
      };
    },
    ({ value, dims }) => {
      const axis = whole(dims.length);
      const size = dims[axis] as number;
      const [from, to] = [whole(size), size - whole(2)];
      if (from >= to) return null;
      const sliced = graph.op('Slice', [value, ints(from), ints(to), ints(axis)]);
      return { value: sliced, dims: dims.map((each, i) => (i === axis ? to - from : each)) };
    },
    ({ value, dims }) => {
      const axis = whole(dims.length);
      const parts = [value, pick(made.filter((each) => `${each.dims}` === `${dims}`)).value];
      const joined = dims.map((size, i) => (i === axis ? size * 2 : size));
      return { value: graph.op('Concat', parts, { axis }), dims: joined };
    },
    ({ value, dims }) => {
      const shapes = [[-1], [countOf(dims), 1], [1, ...dims], [dims[0] as number, -1], [...dims, 1]];
      const shape = pick(shapes);
      const known = countOf(shape.filter((size) => size !== -1));
      const reshaped = graph.op('Reshape', [value, ints(...shape)]);
      return { value: reshaped, dims: shape.map((size) => (size === -1 ? countOf(dims) / known : size)) };
    },
    ({ value, dims }) => ({ value: graph.op('Softmax', [value], { axis: -1 }), dims }),
    ({ value, dims }) => {
      const reduced = graph.op(pick(['ReduceMean', 'ReduceL2']), [value], { axes: [-1], keepdims: 1 });
      return { value: reduced, dims: [...dims.slice(0, -1), 1] };
    },
    ({ value, dims }) => {
      const columns = 1 + whole(11);
      if (dims.length < 2) return null;
      const product = graph.op('MatMul', [value, floats(dims.at(-1) as number, columns)]);
      return { value: product, dims: [...dims.slice(0, -1), columns] };
    },
    ({ value, dims }) => {
      if (dims.length < 3) return null;
      const perm = dims.map((_, i) => i);
      perm.splice(-2, 2, dims.length - 1, dims.length - 2);
      const [m = 1] = dims.slice(-2);
      return {
        value: graph.op('MatMul', [value, graph.op('Transpose', [value], { perm })]),
        dims: [...dims.slice(0, -1), m],
      };
    },
    ({ value, dims }) => {
      const axis = whole(dims.length);
      const at = graph.constant(
        'int64',
        [],
        BigInt64Array.of(BigInt(whole(dims[axis] as number) - (dims[axis] as number))),
      );
      const rest = dims.filter((_, i) => i !== axis);
      return rest.length > 0 ? { value: graph.op('Gather', [value, at], { axis }), dims: rest } : null;
    },
  ];
  for (let i = 0; i < 12; i++) {
    const next = pick(steps)(pick(made.slice(-4)));
    // Larger ones tell nothing more.
    if (next && countOf(next.dims) < 3000) made.push(next);
  }
  const last = made.at(-1) as Made;
  graph.output('y', last.value, last.dims);
  return { model: graph.bytes(), dims };
}

/** Runs both. @param run gives ours. @returns whether ours refused it */
async function agrees(
  seed: number,
  model: Uint8Array,
  feeds: Parameters<typeof byOnnxruntime>[1],
  run: () => Promise<Float32Array>,
): Promise<boolean> {
  let ours: Float32Array;
  try {
    ours = await run();
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'model-unsupported')
      throw new Error(`Seed ${seed}`, { cause: error });
    expect(error.message.length).toBeGreaterThan(9);
    return true;
  }
  // What onnxruntime refuses has no right result.
  const theirs = await byOnnxruntime(model, feeds).catch(() => null);
  if (!theirs) return false;
  expect(ours.length, `Seed ${seed}`).toBe(theirs.length);
  const most = theirs.reduce((top, value) => Math.max(top, Math.abs(value)), 1);
  theirs.forEach((value, i) => {
    if (!Number.isFinite(value) || most > 1e30) return;
    expect(Math.abs((ours[i] as number) - value) / most, `Seed ${seed}, number ${i}`).toBeLessThan(2e-5);
  });
  return false;
}

function agreesOnFloats(seed: number, model: Uint8Array, name: string, output: string, dims: number[]) {
  const data = new Random(seed).normal(countOf(dims), 1);
  return agrees(seed, model, { [name]: { data, dims } }, async () => {
    const tower = await Tower.open(readGraph(model), [{ name, type: 'float', dims }], output);
    return tower.run(data);
  });
}

/** Changes one to three bytes, most likely at the front, where the structure is. */
function damage(whole: Uint8Array, seed: number): Uint8Array {
  const random = new Random(seed);
  const damaged = new Uint8Array(whole);
  for (let i = 0; i < 1 + random.uniform() * 3; i++) {
    damaged[Math.floor(random.uniform() ** 2 * whole.length)] = random.uniform() * 256;
  }
  return damaged;
}

test('graphs of known operators, by chance', async () => {
  let refused = 0;
  for (let seed = 1; seed <= 250; seed++) {
    const { model, dims } = randomGraph(new Random(seed));
    if (await agreesOnFloats(seed, model, 'x', 'y', dims)) refused++;
  }
  expect(refused).toBeLessThan(25);
});

test('damaged graphs for pictures', async () => {
  const size = { width: 16, layers: 1, heads: 2, mlp: 2, input: 32, patch: 16, dimension: 8 };
  const whole = imageGraph(size, 'fp32', 'clip', { embedding: 'image_embeds' });
  let refused = 0;
  for (let seed = 1; seed <= 300; seed++) {
    const damaged = damage(whole, seed);
    if (await agreesOnFloats(seed, damaged, 'pixel_values', 'image_embeds', [1, 3, 32, 32])) refused++;
  }
  expect(refused).toBeGreaterThan(15);
  expect(refused).toBeLessThan(300);
});

test('damaged graphs for texts, of any length', async () => {
  const size = { width: 16, layers: 1, heads: 2, mlp: 2, vocabulary: 20, length: 9, dimension: 8 };
  const whole = textGraph(size, 'fp32', 'clip', { embedding: 'text_embeds' });
  let refused = 0;
  for (let seed = 1; seed <= 300; seed++) {
    const damaged = damage(whole, seed);
    const length = 2 + (seed % 8);
    const random = new Random(seed);
    const data = Array.from({ length }, () => Math.floor(random.uniform() * size.vocabulary));
    const feeds = { input_ids: { data, dims: [1, length], ints: true } };
    const isRefused = await agrees(seed, damaged, feeds, async () => {
      const tower = await AnyLengthTower.open(readGraph(damaged), size.length, 'text_embeds');
      return tower.run(data).data;
    });
    if (isRefused) refused++;
  }
  expect(refused).toBeGreaterThan(15);
  expect(refused).toBeLessThan(300);
});
