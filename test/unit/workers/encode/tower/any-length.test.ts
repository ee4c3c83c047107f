/** Towers for texts: programs for several lengths on the same weights. */

import { describe, expect, test } from 'vitest';
import { AnyLengthTower } from '#workers/encode/tower/any-length';
import { readGraph } from '#workers/encode/tower/graph';
import { Source } from '#workers/encode/tower/lower';
import { Tower } from '#workers/encode/tower/tower';
import { textGraph } from '../../../../fixtures/standins/graphs';
import { Random } from '../../../../fixtures/standins/numbers';
import { Graph } from '../../../../fixtures/standins/onnx';
import { byOnnxruntime, distance } from './by-onnxruntime';

const SIZE = { width: 64, layers: 3, heads: 4, mlp: 4, vocabulary: 300, length: 24, dimension: 40 };
const OUTPUT = 'text_embeds';
const NAMES = { embedding: OUTPUT };

const random = new Random(4);

/** The values of a graph's inputs, by name, for a text of some tokens. */
function text(length: number): Record<string, number[]> {
  const ids = Array.from({ length }, () => Math.floor(random.uniform() * SIZE.vocabulary));
  return { input_ids: ids, attention_mask: ids.map(() => 1) };
}

const valuesFor = (model: Uint8Array, given: Record<string, number[]>) =>
  readGraph(model).inputs.map(({ name }) => given[name] as number[]);

const feedsFor = (model: Uint8Array, given: Record<string, number[]>) =>
  Object.fromEntries(
    readGraph(model).inputs.map(({ name }) => {
      const data = given[name] as number[];
      return [name, { data, dims: [1, data.length], ints: true }];
    }),
  );

describe.each(['clip', 'bert', 'siglip'] as const)('the text tower of %s', (kind) => {
  test.each(['fp32', 'q8'] as const)(
    'gives of each length what a tower of that length alone gives, in any order (%s)',
    async (precision) => {
      const model = textGraph(SIZE, precision, kind, NAMES);
      const tower = await AnyLengthTower.open(readGraph(model), SIZE.length, OUTPUT);
      // More lengths than are kept, and some again.
      for (const length of [5, 24, 2, 7, 5, ...Array.from({ length: 22 }, (_, i) => 24 - i), 1, 5]) {
        const values = valuesFor(model, text(length));
        const given = readGraph(model).inputs.map(
          ({ name }) => ({ name, type: 'int', dims: [1, length] }) as const,
        );
        const alone = await Tower.open(readGraph(model), given, OUTPUT);
        expect(tower.run(...values), `${length}`).toEqual({ dims: alone.dims, data: alone.run(...values) });
      }
    },
  );

  test('in 8 bits is as near to the floats as onnxruntime is', async () => {
    const [float, model] = (['fp32', 'q8'] as const).map((precision) =>
      textGraph(SIZE, precision, kind, NAMES),
    ) as [Uint8Array, Uint8Array];
    const tower = await AnyLengthTower.open(readGraph(model), SIZE.length, OUTPUT);
    let [ours, theirs] = [0, 0];
    for (let length = 2; length <= SIZE.length; length++) {
      const given = text(length);
      const right = await byOnnxruntime(float, feedsFor(float, given));
      const own = distance(tower.run(...valuesFor(model, given)).data, right);
      expect(own).toBeLessThan(0.02);
      ours += own;
      theirs += distance(await byOnnxruntime(model, feedsFor(model, given)), right);
    }
    // The weights of 7 bits are most of both: which is smaller is chance.
    expect(ours).toBeLessThanOrEqual(theirs * 1.1);
  });
});

// SigLIP's texts always have their padding: it was trained with it.
test.each(['clip', 'bert'] as const)(
  'the text tower of %s gives what onnxruntime gives of the text with padding',
  async (kind) => {
    const model = textGraph(SIZE, 'fp32', kind, NAMES);
    const tower = await AnyLengthTower.open(readGraph(model), SIZE.length, OUTPUT);
    for (const length of [2, 7, 23]) {
      const given = text(length);
      const padding = Array<number>(SIZE.length - length).fill(0);
      const padded = {
        input_ids: [...(given.input_ids as number[]), ...padding],
        attention_mask: [...(given.attention_mask as number[]), ...padding],
      };
      const wanted = await byOnnxruntime(model, feedsFor(model, padded));
      expect(distance(tower.run(...valuesFor(model, given)).data, wanted)).toBeLessThan(1e-6);
    }
  },
);

test('once weights are packed the graph no longer holds them, and other lengths need no others', () => {
  const graph = readGraph(textGraph(SIZE, 'q8', 'clip', NAMES));
  const source = new Source(graph, OUTPUT);
  const given = (length: number) => [{ name: 'input_ids', type: 'int', dims: [1, length] } as const];
  source.lower(given(SIZE.length));
  const { end, packedBytes } = source.weights;
  source.pack({ bytes: new Uint8Array(packedBytes), how: 0, call: () => undefined });
  source.lower(given(3));
  expect(source.weights.end).toBe(end);
  const bytes = [...source.weights.without(graph.constants).values()].filter(
    ({ type, dims }) => type !== 'float' && type !== 'int' && dims.length === 2,
  );
  // Six products a layer, that of the embedding, and the table of tokens; that of positions is calculated with.
  const kept = bytes.filter(({ dims }) => dims[0] === SIZE.length);
  expect([bytes.length, kept.length]).toEqual([6 * SIZE.layers + 3, 1]);
  for (const each of bytes) {
    if (kept.includes(each)) expect(each.data.length).toBe(SIZE.length * SIZE.width);
    else expect(() => each.data).toThrow('weights that are also calculated with');
  }
});

test('weights that follow from the length are refused', async () => {
  const graph = new Graph(14);
  const ids = graph.input('input_ids', 'int64', ['texts', 'tokens']);
  const floats = (...dims: number[]) =>
    graph.constant(
      'float',
      dims,
      random.normal(
        dims.reduce((all, size) => all * size, 1),
        1,
      ),
    );
  const rows = graph.op('Gather', [floats(SIZE.vocabulary, 8), ids], { axis: 0 });
  const flat = graph.op('Reshape', [rows, graph.constant('int64', [2], BigInt64Array.of(-1n, 8n))]);
  const count = graph.op('Cast', [graph.op('Shape', [ids])], { to: 1 });
  const bias = graph.op('Gather', [count, graph.constant('int64', [1], BigInt64Array.of(1n))], { axis: 0 });
  graph.output(OUTPUT, graph.op('Gemm', [flat, floats(8, 1), bias]), ['tokens', 1]);
  await expect(AnyLengthTower.open(readGraph(graph.bytes()), 9, OUTPUT)).rejects.toThrow(
    'weights that depend on the input',
  );
});
