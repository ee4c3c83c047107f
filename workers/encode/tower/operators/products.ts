/** Products of floats. Matrices that are constant are packed once. */

import { numberOf } from '../fold';
import type { Constant, Operation } from '../graph';
import type { Lowering, Operator, Value } from '../lowering';
import { addressOf, startOf } from '../program';
import { type Buffer, countOf, stridesOf, type View } from '../views';
import { columnsOf, upTo } from './columns';
import { patchesOf } from './patches';

export const matMul: Operator = (l, operation, [a, b]) => {
  if (a?.type !== 'float' || b?.type !== 'float' || a.dims.length < 2 || b.dims.length < 2) return null;
  const [k = 0, n = 0] = b.dims.slice(-2);
  if (a.dims.at(-1) !== k) return null;
  if (b.dims.length === 2) return [byMatrix(l, operation, l.view(a), b, k, n)];
  const x = l.view(a);
  const y = l.view(b);
  const outer = x.dims.slice(0, -2);
  if (x.dims.length !== y.dims.length || outer.some((size, i) => size !== y.dims[i])) return null;
  const [left, right] = [oneOuter(l, x, true), oneOuter(l, y, false)];
  const [matrices = 1, m = 1] = left.dims;
  const size = upTo(8, n) * k;
  const panels = l.program.buffer(matrices * size * 4);
  const [matrix = 0, row = 0, column = 0] = right.strides;
  l.program.step('packFloats', [addressOf(right), startOf(panels), k, n, matrix, row, column], matrices);
  const out = l.fresh([matrices, m, n]);
  matmulStep(l, left, panels, out, { m, k, n, matrices, bMatrix: size });
  const dims = [...outer, m, n];
  return [{ ...out, dims, strides: stridesOf(dims) }];
};

export const gemm: Operator = (l, operation, [a, b, bias]) => {
  const { attributes } = operation;
  const number = (name: string, otherwise: number) => numberOf(attributes.get(name), otherwise);
  const plain = number('transA', 0) === 0 && number('alpha', 1) === 1 && number('beta', 1) === 1;
  if (!plain || a?.type !== 'float' || !b || !l.isInvariant(b) || b.type !== 'float' || b.dims.length !== 2)
    return null;
  if (a.dims.length !== 2) return null;
  const row = l.weight(bias);
  if (row && row.dims.length > 1) return null;
  const [p = 0, q = 0] = b.dims;
  const turned = number('transB', 0) === 1;
  const [k, n] = turned ? [q, p] : [p, q];
  if (a.dims[1] !== k) return null;
  const x = l.contiguous(l.view(a));
  const panels = packedFloats(l, operation, b, { k, n, row: turned ? 1 : n, column: turned ? k : 1 });
  const [m = 1] = a.dims;
  const out = l.fresh([m, n]);
  matmulStep(l, x, panels, out, { m, k, n, matrices: 1, bMatrix: 0 }, addedColumns(l, operation, row, n));
  return [out];
};

export const floatConv: Operator = (l, operation, [x, weight, bias]) => {
  const kernel = l.weight(weight);
  if (x?.type !== 'float' || kernel?.type !== 'float') return null;
  const patches = patchesOf(l, operation, l.view(x), kernel.dims);
  if (!patches) return null;
  const [columns = 0] = kernel.dims;
  const rows = countOf(kernel.dims) / columns;
  const panels = packedFloats(l, operation, kernel, { k: rows, n: columns, row: 1, column: rows });
  const out = l.fresh([patches.count, columns]);
  const from = { ...patches.rows, dims: [patches.count, rows], strides: [rows, 1] };
  const sizes = { m: patches.count, k: rows, n: columns, matrices: 1, bMatrix: 0 };
  matmulStep(l, from, panels, out, sizes, addedColumns(l, operation, l.weight(bias), columns));
  return [{ ...out, dims: patches.dims(columns), strides: patches.strides(columns) }];
};

/** Packs a constant matrix when the program is loaded. */
function packedFloats(
  l: Lowering,
  operation: Operation,
  matrix: Constant,
  { k, n, row, column }: { k: number; n: number; row: number; column: number },
): Buffer {
  return l.weights.of(operation, 'panels', () => ({
    bytes: upTo(8, n) * k * 4,
    scratchBytes: k * n * 4,
    write(loader, at, scratch) {
      new Float32Array(loader.bytes.buffer, scratch, k * n).set(matrix.data);
      loader.call('packFloats', scratch, at, k, n, 0, row, column, 0, 1);
    },
    matrix,
  }));
}

/** Places what a product adds to its rows. */
function addedColumns(
  l: Lowering,
  operation: Operation,
  bias: Constant | undefined,
  n: number,
): Buffer | undefined {
  return (
    bias &&
    l.weights.of(operation, 'bias', () => ({
      bytes: upTo(8, n) * 4,
      write({ bytes }, at) {
        const row = new Float32Array(bytes.buffer, at, upTo(8, n)).fill(0);
        row.set(columnsOf(bias, n, 0));
      },
    }))
  );
}

interface Sizes {
  m: number;
  k: number;
  n: number;
  matrices: number;
  /** Floats of a packed matrix; 0 if all share one. */
  bMatrix: number;
  scale?: number;
}

/**
 * @param a, out of matrices x m x k or m x k, with rows that are contiguous
 * @param added columns that are added to every row
 */
function matmulStep(l: Lowering, a: View, panels: Buffer, out: View, sizes: Sizes, added?: Buffer): void {
  const { m, k, n, matrices, bMatrix, scale = 1 } = sizes;
  const [aMatrix, cMatrix] = [a, out].map(({ strides }) => (matrices === 1 ? 0 : (strides.at(-3) ?? 0))) as [
    number,
    number,
  ];
  const args = [
    addressOf(a),
    startOf(panels),
    addressOf(out),
    added ? startOf(added) : 0,
    ...[m, k, n, aMatrix, a.strides.at(-2) as number, bMatrix, cMatrix, out.strides.at(-2) as number, scale],
  ];
  l.program.step('matmul', args, matrices * Math.ceil(n / 8));
}

/** Any rows by one matrix. */
function byMatrix(l: Lowering, operation: Operation, x: View, b: Value, k: number, n: number): View {
  const from = l.contiguous(x);
  const m = countOf(x.dims) / k;
  let panels: Buffer;
  if (l.isInvariant(b)) panels = packedFloats(l, operation, b, { k, n, row: n, column: 1 });
  else {
    panels = l.program.buffer(upTo(8, n) * k * 4);
    const matrix = l.view(b);
    const [row = 0, column = 0] = matrix.strides;
    l.program.step('packFloats', [addressOf(matrix), startOf(panels), k, n, 0, row, column], 1);
  }
  const out = l.fresh([m, n]);
  const rows = { ...from, dims: [m, k], strides: [k, 1] };
  matmulStep(l, rows, panels, out, { m, k, n, matrices: 1, bMatrix: 0 });
  const dims = [...x.dims.slice(0, -1), n];
  return { ...out, dims, strides: stridesOf(dims) };
}

/** Joins the outer dimensions into one; copies where that, or rows that must be contiguous, need it. */
function oneOuter(l: Lowering, view: View, rows: boolean): View {
  const [m = 1, n = 1] = view.dims.slice(-2);
  const long = view.dims
    .slice(0, -2)
    .map((size, i) => ({ size, stride: view.strides[i] as number }))
    .filter(({ size }) => size > 1);
  const outer = long.length === 0 ? { size: 1, stride: 0 } : long[0];
  const simple = long.length <= 1 && (!rows || view.strides.at(-1) === 1);
  if (simple && outer) {
    return { ...view, dims: [outer.size, m, n], strides: [outer.stride, ...view.strides.slice(-2)] };
  }
  const dims = [countOf(view.dims.slice(0, -2)), m, n];
  return { ...l.contiguous(view), dims, strides: stridesOf(dims) };
}
