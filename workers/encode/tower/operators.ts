/** The operators that a program can do. Each turns its inputs into views or steps; null refuses the graph. */

import { axesOf, axisOf, integers, ints, listOf, numberOf } from './fold';
import { type Constant, type Operation, unsupported } from './graph';
import { isConstant, type Lowering, type Operator, type Value } from './lowering';
import { floatConv, gemm, matMul, quantisedConv, quantisedMatMul } from './products';
import { addressOf } from './program';
import {
  broadcast,
  broadcastDims,
  countOf,
  joined,
  permuted,
  reshaped,
  sliced,
  stridesOf,
  type View,
} from './views';

type Inputs = Parameters<Operator>[2];

export const OPERATORS: Record<string, Operator> = {
  Add: binary(0),
  Sub: binary(1),
  Mul: binary(2),
  Div: binary(3),
  Min: binary(4),
  Max: binary(5),
  Sigmoid: unary(0),
  Tanh: unary(1),
  Erf: unary(2),
  Exp: unary(3),
  Sqrt: unary(4),
  Neg: unary(5),
  Abs: unary(6),
  Relu: unary(7),
  Activation: (l, { attributes }, [x]) =>
    x ? [mapped(l, x, numberOf(attributes.get('kind'), -1), numberOf(attributes.get('factor'), 1))] : null,
  Gelu: (l, { attributes }, [x]) =>
    x ? [mapped(l, x, attributes.get('approximate') === 'tanh' ? 10 : 9)] : null,
  Pow: power,
  Softmax: softmax,
  Norm: norm,
  ReduceMean: reduction(0),
  ReduceL2: reduction(1),
  ReduceSum: reduction(3),
  ArgMax: argMax,
  MatMul: matMul,
  Gemm: gemm,
  Conv: floatConv,
  QuantisedMatMul: quantisedMatMul,
  QuantisedConv: quantisedConv,
  Gather: gather,
  QuantisedGather: quantisedGather,
  Concat: concat,
  Cast: cast,
  Identity: (_l, _o, [x]) => (x ? [x] : null),
  Shape: (_l, { attributes }, [x]) => (x && attributes.size === 0 ? [ints(x.dims)] : null),
  Reshape: (l, _, [x, shape]) =>
    x && shape && isConstant(shape) ? [underDims(l, x, reshapeDims(x, shape))] : null,
  Flatten: (l, { attributes }, [x]) => {
    if (!x) return null;
    const axis = numberOf(attributes.get('axis'), 1);
    return [underDims(l, x, [countOf(x.dims.slice(0, axis)), countOf(x.dims.slice(axis))])];
  },
  Unsqueeze: (l, operation, [x, axes]) => {
    const listed = x && axesOf(operation, asConstant(axes));
    if (!x || !listed) return null;
    const rank = x.dims.length + listed.length;
    const places = listed.map((axis) => axisOf(axis, rank));
    const rest = [...x.dims];
    return [
      underDims(
        l,
        x,
        Array.from({ length: rank }, (_, i) => (places.includes(i) ? 1 : (rest.shift() ?? 1))),
      ),
    ];
  },
  Squeeze: (l, operation, [x, axes]) => {
    const listed = x && axesOf(operation, asConstant(axes))?.map((axis) => axisOf(axis, x.dims.length));
    if (!x || listed?.some((axis) => x.dims[axis] !== 1)) return null;
    return [
      underDims(
        l,
        x,
        x.dims.filter((size, i) => (listed ? !listed.includes(i) : size !== 1)),
      ),
    ];
  },
  Transpose: (l, { attributes }, [x]) => {
    if (!x) return null;
    const order = listOf(attributes.get('perm')) ?? x.dims.map((_, i) => x.dims.length - 1 - i);
    if ([...order].sort((a, b) => a - b).some((axis, i) => axis !== i) || order.length !== x.dims.length)
      return null;
    return [moved(l, x, (view) => permuted(view, order))];
  },
  Expand: (l, _, [x, shape]) => {
    const dims = x && shape && isConstant(shape) ? broadcastDims(x.dims, integers(shape)) : null;
    return x && dims ? [moved(l, x, (view) => broadcast(view, dims))] : null;
  },
  Slice: slice,
  Split: split,
};

function asConstant(value: Value | undefined): Constant | undefined {
  if (value && !isConstant(value)) throw unsupported('dimensions that depend on the input');
  return value;
}

/** Moves a view; of a constant, which has none, it moves the numbers. */
function moved(l: Lowering, x: Value, move: (view: View) => View): Value {
  if (!isConstant(x)) return move(x);
  const buffer = { bytes: 0, fixed: true, at: -1 };
  const { dims, strides, offset } = move({
    type: 'float',
    buffer,
    offset: 0,
    dims: x.dims,
    strides: stridesOf(x.dims),
  });
  const count = countOf(dims);
  // Large constants are moved where they lie.
  if (count > 100_000) return move(l.view(x));
  const data = x.data.slice(0, 0).constructor as new (length: number) => Constant['data'];
  const values = new data(count);
  for (let i = 0; i < count; i++) {
    let rest = i;
    let at = offset;
    for (let axis = dims.length - 1; axis >= 0; axis--) {
      at += (rest % (dims[axis] as number)) * (strides[axis] as number);
      rest = Math.floor(rest / (dims[axis] as number));
    }
    values[i] = x.data[at] as number;
  }
  return { type: x.type, dims, data: values };
}

function underDims(l: Lowering, x: Value, dims: readonly number[]): Value {
  if (countOf(dims) !== countOf(x.dims) || dims.some((size) => !(size > 0))) {
    throw unsupported(`[${x.dims}] as [${dims}]`);
  }
  if (isConstant(x)) return { ...x, dims };
  return reshaped(x, dims) ?? { ...l.contiguous(x), dims, strides: stridesOf(dims) };
}

/** 0 keeps a dimension; -1 takes what is left. */
function reshapeDims(x: Value, shape: Constant): number[] {
  const dims = integers(shape).map((size, i) => (size === 0 ? (x.dims[i] ?? 0) : size));
  const known = countOf(dims.filter((size) => size !== -1));
  return dims.map((size) => (size === -1 ? countOf(x.dims) / known : size));
}

function binary(kind: number): Operator {
  return (l, _, [a, b, more]) => {
    if (!a || !b || more) return null;
    // Integers would be cut off.
    if (a.type !== b.type || (kind === 3 && a.type !== 'float')) return null;
    return [combined(l, kind, l.view(a), l.view(b))];
  };
}

function combined(l: Lowering, kind: number, a: View, b: View): View {
  const dims = broadcastDims(a.dims, b.dims);
  if (!dims) throw unsupported(`[${a.dims}] with [${b.dims}]`);
  const out = l.fresh(dims, a.type);
  const shape = joined(dims, [out.strides, broadcast(a, dims).strides, broadcast(b, dims).strides], 4);
  if (!shape) throw unsupported('tensors of more than four dimensions');
  const [outer = 1, ...inner] = shape.dims;
  const [, x = [], y = []] = shape.strides;
  l.program.step('binary', [addressOf(a), addressOf(b), addressOf(out), kind, ...inner, ...x, ...y], outer);
  return out;
}

function unary(kind: number): Operator {
  return (l, _, [x]) => (x ? [mapped(l, x, kind)] : null);
}

function mapped(l: Lowering, x: Value, kind: number, factor = 1): View {
  if (x.type !== 'float') throw unsupported('functions of integers');
  const view = l.contiguous(l.view(x));
  const count = countOf(view.dims);
  const out: View = { ...l.fresh(view.dims), buffer: l.program.buffer(Math.ceil(count / 4) * 16) };
  l.program.step('unary', [addressOf(view), addressOf(out), kind, factor], Math.ceil(count / 4));
  return out;
}

function power(l: Lowering, _: Operation, [x, exponent]: Inputs): Value[] | null {
  if (x?.type !== 'float' || !exponent || !isConstant(exponent) || exponent.data.length !== 1) return null;
  const view = l.view(x);
  switch (exponent.data[0]) {
    case 0.5:
      return [mapped(l, x, 4)];
    case 2:
      return [combined(l, 2, view, view)];
    case 3:
      return [combined(l, 2, combined(l, 2, view, view), view)];
    default:
      return null;
  }
}

function softmax(l: Lowering, { attributes }: Operation, [x]: Inputs): Value[] | null {
  if (x?.type !== 'float') return null;
  const axis = axisOf(numberOf(attributes.get('axis'), -1), x.dims.length);
  if (axis !== x.dims.length - 1) return null;
  const view = l.contiguous(l.view(x));
  const out = l.fresh(view.dims);
  const width = view.dims.at(-1) as number;
  l.program.step('softmax', [addressOf(view), addressOf(out), width], countOf(view.dims) / width);
  return [out];
}

function norm(l: Lowering, { attributes }: Operation, [x, gain, bias]: Inputs): Value[] | null {
  if (x?.type !== 'float' || !gain || !bias) return null;
  const width = x.dims.at(-1) ?? 0;
  const axis = axisOf(numberOf(attributes.get('axis'), -1), x.dims.length);
  if (axis !== x.dims.length - 1 || countOf(gain.dims) !== width || countOf(bias.dims) !== width) return null;
  const view = l.contiguous(l.view(x));
  const out = l.fresh(view.dims);
  const epsilon = numberOf(attributes.get('epsilon'), 1e-5);
  const args = [
    addressOf(view),
    addressOf(out),
    addressOf(l.view(gain)),
    addressOf(l.view(bias)),
    width,
    epsilon,
  ];
  l.program.step('norm', args, countOf(view.dims) / width);
  return [out];
}

/** Reduces the last axis alone. */
function reduction(kind: number): Operator {
  return (l, operation, [x, axes]) => {
    const listed = x && axesOf(operation, asConstant(axes));
    if (x?.type !== 'float' || listed?.length !== 1) return null;
    return reduced(
      l,
      x,
      kind,
      listed[0] as number,
      numberOf(operation.attributes.get('keepdims'), 1),
      'float',
    );
  };
}

function argMax(l: Lowering, { attributes }: Operation, [x]: Inputs): Value[] | null {
  if (!x || numberOf(attributes.get('select_last_index'), 0) !== 0) return null;
  return reduced(
    l,
    x,
    2,
    numberOf(attributes.get('axis'), 0),
    numberOf(attributes.get('keepdims'), 1),
    'int',
  );
}

function reduced(
  l: Lowering,
  x: Value,
  kind: number,
  axis: number,
  keep: number,
  type: View['type'],
): Value[] | null {
  if (axisOf(axis, x.dims.length) !== x.dims.length - 1) return null;
  const view = l.contiguous(l.view(x));
  const width = view.dims.at(-1) as number;
  const dims = keep ? [...view.dims.slice(0, -1), 1] : view.dims.slice(0, -1);
  const out = l.fresh(dims, type);
  l.program.step('reduce', [addressOf(view), addressOf(out), kind, width], countOf(dims));
  return [out];
}

/** Rows of a table at indices that the input gives, or parts at constant indices. */
function gather(l: Lowering, { attributes }: Operation, [x, indices]: Inputs): Value[] | null {
  if (!x || indices?.type !== 'int') return null;
  const axis = axisOf(numberOf(attributes.get('axis'), 0), x.dims.length);
  if (isConstant(indices)) {
    if (isConstant(x) || indices.data.length !== 1) return null;
    const part = sliced(x, axis, axisOf(indices.data[0] as number, x.dims[axis] as number), 1);
    return [underDims(l, part, [...x.dims.slice(0, axis), ...indices.dims, ...x.dims.slice(axis + 1)])];
  }
  if (axis !== 0 || x.dims.length !== 2) return null;
  const [rows = 0, width = 0] = x.dims;
  const out = l.fresh([...indices.dims, width]);
  const table = l.contiguous(l.view(x));
  const at = l.contiguous(indices);
  l.program.step(
    'gather',
    [addressOf(table), addressOf(at), addressOf(out), rows, width, 0, 1, 0],
    countOf(indices.dims),
  );
  return [out];
}

/** Rows of a table of bytes: (byte - zero) * scale. */
function quantisedGather(l: Lowering, _: Operation, [rows, indices, scale, zero]: Inputs): Value[] | null {
  if (!rows || !isConstant(rows) || rows.type !== 'uint8' || rows.dims.length !== 2) return null;
  if (indices?.type !== 'int' || isConstant(indices)) return null;
  if (!scale || !isConstant(scale) || scale.data.length !== 1) return null;
  if (zero && (!isConstant(zero) || zero.type !== 'uint8' || zero.data.length !== 1)) return null;
  const { data } = rows;
  const [count = 0, width = 0] = rows.dims;
  const buffer = l.program.filled(data.length, ({ bytes }, at) => bytes.set(data, at));
  const out = l.fresh([...indices.dims, width]);
  const from = zero?.data[0] ?? 0;
  const at = l.contiguous(indices);
  const args = [
    { buffer, offset: 0 },
    addressOf(at),
    addressOf(out),
    count,
    width,
    1,
    scale.data[0] as number,
    from,
  ];
  l.program.step('gather', args, countOf(indices.dims));
  return [out];
}

function concat(l: Lowering, { attributes }: Operation, inputs: Inputs): Value[] | null {
  const parts = inputs.map((value) => value && l.view(value));
  const [first] = parts;
  if (!first || parts.some((part) => part?.type !== first.type || part.dims.length !== first.dims.length))
    return null;
  const axis = axisOf(numberOf(attributes.get('axis'), 0), first.dims.length);
  const all = parts as View[];
  if (all.some(({ dims }) => dims.some((size, i) => i !== axis && size !== first.dims[i]))) return null;
  const length = all.reduce((sum, { dims }) => sum + (dims[axis] as number), 0);
  const out = l.fresh(
    first.dims.map((size, i) => (i === axis ? length : size)),
    first.type,
  );
  let start = 0;
  for (const part of all) {
    const size = part.dims[axis] as number;
    l.copy(part, sliced(out, axis, start, size));
    start += size;
  }
  return [out];
}

/** Numbers are floats in memory: only the type of their operators changes. */
function cast(_: Lowering, { attributes }: Operation, [x]: Inputs): Value[] | null {
  const to = attributes.get('to');
  if (!x || isConstant(x)) return null;
  if (to === 1) return [{ ...x, type: 'float' }];
  const stays = (to === 6 || to === 7) && x.type === 'int';
  return stays ? [x] : null;
}

function slice(
  l: Lowering,
  { attributes }: Operation,
  [x, starts, ends, axes, steps]: Inputs,
): Value[] | null {
  const given = (value: Value | undefined, name: string) => {
    const constant = asConstant(value);
    return constant ? integers(constant) : listOf(attributes.get(name));
  };
  const from = given(starts, 'starts');
  const to = given(ends, 'ends');
  if (!x || !from || !to || from.length !== to.length) return null;
  const along = given(axes, 'axes') ?? from.map((_, i) => i);
  const by = given(steps, 'steps') ?? from.map(() => 1);
  if (by.some((step) => step !== 1) || along.length !== from.length) return null;
  return [
    moved(l, x, (view) =>
      along.reduce((part, each, i) => {
        const axis = axisOf(each, part.dims.length);
        const size = part.dims[axis] as number;
        const place = (at: number) => Math.min(size, Math.max(0, at < 0 ? at + size : at));
        const start = place(from[i] as number);
        const count = place(to[i] as number) - start;
        if (!(count > 0)) throw unsupported('empty tensors');
        return sliced(part, axis, start, count);
      }, view),
    ),
  ];
}

function split(l: Lowering, { attributes, outputs }: Operation, [x, given]: Inputs): Value[] | null {
  if (!x) return null;
  const axis = axisOf(numberOf(attributes.get('axis'), 0), x.dims.length);
  const size = x.dims[axis] as number;
  const listed = asConstant(given);
  const even = Math.ceil(size / outputs.length);
  const sizes = listed
    ? integers(listed)
    : (listOf(attributes.get('split')) ?? outputs.map((_, i) => Math.min(even, size - i * even)));
  if (sizes.length !== outputs.length || sizes.some((part) => !(part > 0))) return null;
  if (sizes.reduce((sum, part) => sum + part, 0) !== size) return null;
  return sizes.map((count, i) => {
    const start = sizes.slice(0, i).reduce((sum, part) => sum + part, 0);
    return moved(l, x, (view) => sliced(view, axis, start, count));
  });
}
