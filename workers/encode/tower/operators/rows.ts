/** Operators along the last axis: softmax, norms, sums. */

import { axesOf, axisOf, numberOf } from '../fold';
import type { Operation } from '../graph';
import { dimensionsOf, type Inputs, type Lowering, type Operator, type Value } from '../lowering';
import { addressOf } from '../program';
import { countOf, type View } from '../views';

export function softmax(l: Lowering, { attributes }: Operation, [x]: Inputs): Value[] | null {
  if (x?.type !== 'float') return null;
  const axis = axisOf(numberOf(attributes.get('axis'), -1), x.dims.length);
  if (axis !== x.dims.length - 1) return null;
  const view = l.contiguous(l.view(x));
  const out = l.fresh(view.dims);
  const width = view.dims.at(-1) as number;
  l.program.step('softmax', [addressOf(view), addressOf(out), width], countOf(view.dims) / width, width);
  return [out];
}

export function norm(l: Lowering, { attributes }: Operation, [x, gain, bias]: Inputs): Value[] | null {
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
  l.program.step('norm', args, countOf(view.dims) / width, width);
  return [out];
}

/** Reduces the last axis alone. */
export function reduction(kind: number): Operator {
  return (l, operation, [x, axes]) => {
    const listed = x && axesOf(operation, dimensionsOf(axes));
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

export function argMax(l: Lowering, { attributes }: Operation, [x]: Inputs): Value[] | null {
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
