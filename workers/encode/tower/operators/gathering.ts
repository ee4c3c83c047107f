/** Rows and parts by index. */

import { axisOf, numberOf } from '../fold';
import type { Operation } from '../graph';
import { type Inputs, isConstant, type Lowering, type Value } from '../lowering';
import { addressOf } from '../program';
import { countOf, sliced } from '../views';
import { underDims } from './shapes';

/** Rows of a table at indices that the input gives, or parts at constant indices. */
export function gather(l: Lowering, { attributes }: Operation, [x, indices]: Inputs): Value[] | null {
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

/** Rows of the only text of a batch, at indices that the input gives: (text, row). */
export function gatherRows(l: Lowering, { attributes }: Operation, [x, indices]: Inputs): Value[] | null {
  if (!x || indices?.type !== 'int' || numberOf(attributes.get('batch_dims'), 0) !== 0) return null;
  const depth = indices.dims.at(-1) ?? 0;
  const [rows, ...rest] = x.dims.slice(depth - 1);
  if (!(depth > 0) || !rows || x.dims.slice(0, depth - 1).some((size) => size !== 1)) return null;
  const out = l.fresh([...indices.dims.slice(0, -1), ...rest], l.view(x).type);
  const at = l.contiguous(sliced(l.view(indices), indices.dims.length - 1, depth - 1, 1));
  const table = l.contiguous(l.view(x));
  const args = [addressOf(table), addressOf(at), addressOf(out), rows, countOf(rest), 0, 1, 0];
  l.program.step('gather', args, countOf(at.dims));
  return [out];
}

/** Rows of a table of bytes: (byte - zero) * scale. */
export function quantisedGather(
  l: Lowering,
  operation: Operation,
  [rows, indices, scale, zero]: Inputs,
): Value[] | null {
  if (!rows || !l.isInvariant(rows) || rows.type !== 'uint8' || rows.dims.length !== 2) return null;
  if (indices?.type !== 'int' || isConstant(indices)) return null;
  if (!scale || !isConstant(scale) || scale.data.length !== 1) return null;
  if (zero && (!isConstant(zero) || zero.type !== 'uint8' || zero.data.length !== 1)) return null;
  const [count = 0, width = 0] = rows.dims;
  const buffer = l.weights.of(operation, 'table', () => ({
    bytes: rows.data.length,
    write: ({ bytes }, at) => bytes.set(rows.data, at),
    matrix: rows,
  }));
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
