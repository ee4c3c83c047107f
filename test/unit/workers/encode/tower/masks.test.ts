/** Masks, and the end of a text, as exports of transformers calculate them; compared with onnxruntime's native build. */

import { expect, test } from 'vitest';
import { AnyLengthTower } from '#workers/encode/tower/any-length';
import { readGraph } from '#workers/encode/tower/graph';
import { Random } from '../../../../fixtures/standins/numbers';
import { Graph, TYPE, type Value } from '../../../../fixtures/standins/onnx';
import { byOnnxruntime } from './by-onnxruntime';

const [VOCABULARY, WIDTH, END] = [50, 8, 49];
/** The lowest float, which masks are made of. */
const LOWEST = -3.4028234663852886e38;
/** ONNX's number for conditions. */
const BOOL = 9;

interface Parts {
  graph: Graph;
  ids: Value;
  mask: Value;
  /** Scores of attention: 1 x 1 x tokens x tokens. */
  scores: Value;
  /** Number of tokens, as it is and as a list. */
  count: Value;
  length: Value;
}

const int = (graph: Graph, value: number) => graph.constant('int64', [], BigInt64Array.of(BigInt(value)));
const ints = (graph: Graph, ...values: number[]) =>
  graph.constant('int64', [values.length], BigInt64Array.from(values, BigInt));
const float = (graph: Graph, value: number) => graph.constant('float', [], Float32Array.of(value));

function lowest({ graph, length }: Parts): Value {
  const value = { tensor: { type: 'float', shape: [1], values: Float32Array.of(LOWEST) } } as const;
  return graph.op('ConstantOfShape', [graph.op('Concat', [length, length], { axis: 0 })], { value });
}

function added({ graph, scores }: Parts, mask: Value): Value {
  return graph.op('Add', [scores, graph.op('Unsqueeze', [mask, ints(graph, 0, 1)])]);
}

const MASKS: Record<string, (parts: Parts) => Value> = {
  'causal, by comparing places (CLIP)'(parts) {
    const { graph, count, length } = parts;
    const places = graph.op('Range', [int(graph, 0), count, int(graph, 1)]);
    const column = graph.op('Concat', [length, ints(graph, 1)], { axis: 0 });
    const next = graph.op('Reshape', [graph.op('Add', [places, int(graph, 1)]), column]);
    return added(
      parts,
      graph.op('Where', [graph.op('Less', [places, next]), float(graph, 0), lowest(parts)]),
    );
  },
  'causal, as the upper triangle (older CLIP)': (parts) =>
    added(parts, parts.graph.op('Trilu', [lowest(parts), int(parts.graph, 1)])),
  'of padding, as a sum (CLIP, BERT)'({ graph, mask, scores, length }) {
    const square = graph.op('Concat', [ints(graph, 1, 1), length, length], { axis: 0 });
    const wide = graph.op('Expand', [graph.op('Unsqueeze', [mask, ints(graph, 1, 2)]), square]);
    const inverted = graph.op('Sub', [float(graph, 1), graph.op('Cast', [wide], { to: TYPE.float })]);
    const isPadding = graph.op('Cast', [inverted], { to: BOOL });
    return graph.op('Add', [scores, graph.op('Where', [isPadding, float(graph, LOWEST), inverted])]);
  },
  'of padding, put in the place of scores (DistilBERT)'({ graph, mask, scores }) {
    const row = graph.op('Unsqueeze', [graph.op('Equal', [mask, int(graph, 0)]), ints(graph, 1, 2)]);
    const isPadding = graph.op('Expand', [row, graph.op('Shape', [scores])]);
    return graph.op('Where', [isPadding, float(graph, Number.NEGATIVE_INFINITY), scores]);
  },
  'of both, as conditions (newer CLIP)'({ graph, mask, scores, count, length }) {
    const places = graph.op('Range', [int(graph, 0), count, int(graph, 1)]);
    const column = graph.op('Concat', [length, ints(graph, 1)], { axis: 0 });
    const isPast = graph.op('LessOrEqual', [places, graph.op('Reshape', [places, column])]);
    const isText = graph.op('Unsqueeze', [graph.op('Cast', [mask], { to: BOOL }), ints(graph, 1, 2)]);
    const isSeen = graph.op('Not', [graph.op('Not', [graph.op('And', [isPast, isText])])]);
    return graph.op('Where', [isSeen, scores, float(graph, Number.NEGATIVE_INFINITY)]);
  },
};

const ENDS: Record<string, (graph: Graph, ids: Value) => Value> = {
  'the highest id': (graph, ids) => graph.op('ArgMax', [ids], { axis: -1, keepdims: 0 }),
  'the first of this id'(graph, ids) {
    const isEnd = graph.op('Cast', [graph.op('Equal', [ids, int(graph, END)])], { to: TYPE.int32 });
    return graph.op('ArgMax', [isEnd], { axis: -1, keepdims: 0 });
  },
};

/** One layer of attention, and the state of the text's end. */
function model(masked: (parts: Parts) => Value, endOf: (graph: Graph, ids: Value) => Value): Uint8Array {
  const graph = new Graph(14);
  const ids = graph.input('input_ids', 'int64', ['texts', 'tokens']);
  const mask = graph.input('attention_mask', 'int64', ['texts', 'tokens']);
  const table = graph.constant('float', [VOCABULARY, WIDTH], new Random(2).normal(VOCABULARY * WIDTH, 1));
  const rows = graph.op('Gather', [table, ids], { axis: 0 });
  const count = graph.op('Gather', [graph.op('Shape', [rows]), int(graph, 1)], { axis: 0 });
  const length = graph.op('Unsqueeze', [count, ints(graph, 0)]);
  const turned = graph.op('Transpose', [rows], { perm: [0, 2, 1] });
  const scores = graph.op('Unsqueeze', [graph.op('MatMul', [rows, turned]), ints(graph, 1)]);
  const weights = graph.op('Softmax', [masked({ graph, ids, mask, scores, count, length })], { axis: -1 });
  const mixed = graph.op('MatMul', [weights, graph.op('Unsqueeze', [rows, ints(graph, 1)])]);
  const texts = graph.op('Gather', [graph.op('Shape', [ids]), int(graph, 0)], { axis: 0 });
  const which = graph.op('Range', [int(graph, 0), texts, int(graph, 1)]);
  const pairs = [which, endOf(graph, ids)].map((each) => graph.op('Unsqueeze', [each, ints(graph, 1)]));
  const states = graph.op('Squeeze', [mixed, ints(graph, 1)]);
  const last = graph.op('GatherND', [states, graph.op('Concat', pairs, { axis: 1 })]);
  graph.output('text_embeds', last, ['texts', WIDTH]);
  // Both are inputs of every graph here.
  graph.output('seen', graph.op('Cast', [mask], { to: TYPE.float }), ['texts', 'tokens']);
  return graph.bytes();
}

const CASES = Object.entries(MASKS).flatMap(([name, mask]) =>
  Object.entries(ENDS).map(([end, endOf]) => [name, end, mask, endOf] as const),
);

test.each(CASES)('a mask %s, a text that ends with %s', async (_, __, mask, endOf) => {
  const bytes = model(mask, endOf);
  const tower = await AnyLengthTower.open(readGraph(bytes), 12, 'text_embeds');
  const random = new Random(8);
  for (const length of [12, 2, 5, 9]) {
    const ids = Array.from({ length }, () => Math.floor(random.uniform() * END));
    const end = 1 + Math.floor(random.uniform() * (length - 1));
    ids[end] = END;
    const seen = ids.map((_, i) => Number(i <= end));
    const dims = [1, length];
    const wanted = await byOnnxruntime(bytes, {
      input_ids: { data: ids, dims, ints: true },
      attention_mask: { data: seen, dims, ints: true },
    });
    const given = tower.run(ids, seen).data;
    expect(given.length).toBe(WIDTH);
    given.forEach((value, i) => {
      expect(value, `${length} tokens, number ${i}`).toBeCloseTo(wanted[i] as number, 4);
    });
  }
});
