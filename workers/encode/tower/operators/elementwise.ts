/** Operators on each number: sums of two tensors, functions of one. */

import { type Operation, unsupported } from '../graph';
import { type Inputs, isConstant, type Lowering, type Operator, type Value } from '../lowering';
import { addressOf } from '../program';
import { broadcast, broadcastDims, countOf, isContiguous, joined, type View } from '../views';

export function binary(kind: number): Operator {
  return (l, _, [a, b, more]) => {
    if (!a || !b || more) return null;
    if (a.type !== b.type || (a.type !== 'float' && a.type !== 'int')) return null;
    // Integers would be cut off.
    if (kind === 3 && a.type !== 'float') return null;
    return [combined(l, kind, l.view(a), l.view(b), a.type)];
  };
}

export function combined(l: Lowering, kind: number, a: View, b: View, type: View['type']): View {
  const dims = broadcastDims(a.dims, b.dims);
  if (!dims) throw unsupported(`[${a.dims}] with [${b.dims}]`);
  const out = l.fresh(dims, type);
  const shape = joined(dims, [out.strides, broadcast(a, dims).strides, broadcast(b, dims).strides], 4);
  if (!shape) throw unsupported('tensors of more than four dimensions');
  const [outer = 1, ...inner] = shape.dims;
  const [, x = [], y = []] = shape.strides;
  const args = [addressOf(a), addressOf(b), addressOf(out), kind, ...inner, ...x, ...y];
  const isAlone = [a, b].every(
    (view) => view.buffer.fixed || (isContiguous(view) && countOf(view.dims) === countOf(dims)),
  );
  l.program.step('binary', args, outer, isAlone ? countOf(inner) : undefined);
  return out;
}

export function unary(kind: number): Operator {
  return (l, _, [x]) => (x ? [mapped(l, x, kind)] : null);
}

export function mapped(l: Lowering, x: Value, kind: number, factor = 1): View {
  if (x.type !== 'float') throw unsupported('functions of other numbers than floats');
  const view = l.contiguous(l.view(x));
  const count = countOf(view.dims);
  const out: View = { ...l.fresh(view.dims), buffer: l.program.buffer(Math.ceil(count / 4) * 16) };
  l.program.step('unary', [addressOf(view), addressOf(out), kind, factor], Math.ceil(count / 4), 4);
  return out;
}

export function power(l: Lowering, _: Operation, [x, exponent]: Inputs): Value[] | null {
  if (x?.type !== 'float' || !exponent || !isConstant(exponent) || exponent.data.length !== 1) return null;
  const view = l.view(x);
  switch (exponent.data[0]) {
    case 0.5:
      return [mapped(l, x, 4)];
    case 2:
      return [combined(l, 2, view, view, 'float')];
    case 3:
      return [combined(l, 2, combined(l, 2, view, view, 'float'), view, 'float')];
    default:
      return null;
  }
}
