/** Operators that move views, and numbers only where a view cannot say it. */

import { ELEMENT } from '#workers/encode/onnx/schema';
import { axesOf, axisOf, integers, ints, listOf, numberOf } from '../fold';
import { type Constant, type Operation, unsupported } from '../graph';
import { dimensionsOf, type Inputs, isConstant, type Lowering, type Operator, type Value } from '../lowering';
import {
  broadcast,
  broadcastDims,
  countOf,
  permuted,
  reshaped,
  sliced,
  stridesOf,
  type View,
} from '../views';
import { asConditions } from './conditions';

export const reshape: Operator = (l, _, [x, shape]) =>
  x && shape && isConstant(shape) ? [underDims(l, x, reshapeDims(x, shape))] : null;

export const flatten: Operator = (l, { attributes }, [x]) => {
  if (!x) return null;
  const axis = numberOf(attributes.get('axis'), 1);
  return [underDims(l, x, [countOf(x.dims.slice(0, axis)), countOf(x.dims.slice(axis))])];
};

export const unsqueeze: Operator = (l, operation, [x, axes]) => {
  const listed = x && axesOf(operation, dimensionsOf(axes));
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
};

export const squeeze: Operator = (l, operation, [x, axes]) => {
  const listed = x && axesOf(operation, dimensionsOf(axes))?.map((axis) => axisOf(axis, x.dims.length));
  if (!x || listed?.some((axis) => x.dims[axis] !== 1)) return null;
  return [
    underDims(
      l,
      x,
      x.dims.filter((size, i) => (listed ? !listed.includes(i) : size !== 1)),
    ),
  ];
};

export const transpose: Operator = (l, { attributes }, [x]) => {
  if (!x) return null;
  const order = listOf(attributes.get('perm')) ?? x.dims.map((_, i) => x.dims.length - 1 - i);
  if ([...order].sort((a, b) => a - b).some((axis, i) => axis !== i) || order.length !== x.dims.length)
    return null;
  return [moved(l, x, (view) => permuted(view, order))];
};

export const expand: Operator = (l, _, [x, shape]) => {
  const dims = x && shape && isConstant(shape) ? broadcastDims(x.dims, integers(shape)) : null;
  return x && dims ? [moved(l, x, (view) => broadcast(view, dims))] : null;
};

export function slice(
  l: Lowering,
  { attributes }: Operation,
  [x, starts, ends, axes, steps]: Inputs,
): Value[] | null {
  const given = (value: Value | undefined, name: string) => {
    const constant = dimensionsOf(value);
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

export function split(l: Lowering, { attributes, outputs }: Operation, [x, given]: Inputs): Value[] | null {
  if (!x) return null;
  const axis = axisOf(numberOf(attributes.get('axis'), 0), x.dims.length);
  const size = x.dims[axis] as number;
  const listed = dimensionsOf(given);
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

export function concat(l: Lowering, { attributes }: Operation, inputs: Inputs): Value[] | null {
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
export function cast(l: Lowering, { attributes }: Operation, [x]: Inputs): Value[] | null {
  const to = attributes.get('to');
  if (!x || isConstant(x)) return null;
  if (to === ELEMENT.float) return [{ ...x, type: 'float' }];
  if (to === ELEMENT.bool) return [asConditions(l, x)];
  // Floats would be cut off.
  return (to === ELEMENT.int32 || to === ELEMENT.int64) && x.type !== 'float'
    ? [{ ...x, type: 'int' }]
    : null;
}

export function shape(_: Lowering, { attributes }: Operation, [x]: Inputs): Value[] | null {
  return x
    ? [
        ints(
          x.dims.slice(numberOf(attributes.get('start'), 0), numberOf(attributes.get('end'), x.dims.length)),
        ),
      ]
    : null;
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

export function underDims(l: Lowering, x: Value, dims: readonly number[]): Value {
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
