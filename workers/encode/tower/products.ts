/** Matrix products: in floats, and with 8-bit weights. Weights that are constant are packed once. */

import { listOf, numberOf } from './fold';
import { type Constant, type Operation, unsupported } from './graph';
import { isConstant, type Lowering, type Operator, type Value } from './lowering';
import { addressOf } from './program';
import { type Buffer, countOf, stridesOf, type View } from './views';

/** Sizes of `kernel/product.as.ts`. */
const HEAD = 144;
const STATISTICS = 16;

const upTo = (multiple: number, value: number) => Math.ceil(value / multiple) * multiple;

const start = (buffer: Buffer) => ({ buffer, offset: 0 });

/** Columns as constants of a product need them, whether one is given for all or one for each. */
function columnsOf(constant: Constant | undefined, columns: number, otherwise: number): Float64Array {
  const { length = 0 } = constant?.data ?? {};
  if (constant && length !== 1 && length !== columns)
    throw unsupported(`${length} scales for ${columns} columns`);
  return Float64Array.from({ length: columns }, (_, i) => constant?.data[length === 1 ? 0 : i] ?? otherwise);
}

interface Packed {
  panels: Buffer;
  stride: number;
  columns: number;
}

function packed(
  l: Lowering,
  weight: Constant,
  [rows, columns]: readonly [number, number],
  zeros: Constant | undefined,
  scales: Constant,
  bias: Constant | undefined,
  turned: boolean,
): Packed {
  if (weight.type !== 'uint8' && weight.type !== 'int8') throw unsupported(`weights of ${weight.type}`);
  if (zeros && zeros.type !== weight.type) throw unsupported('zero points of another type');
  const stride = upTo(32, rows);
  const wide = upTo(8, columns);
  const numbers = [
    columnsOf(zeros, columns, 0),
    columnsOf(scales, columns, 1),
    columnsOf(bias, columns, 0),
  ] as const;
  const levels = new Uint8Array(weight.data.buffer, weight.data.byteOffset, weight.data.length);
  const source = upTo(16, rows * columns + 16);
  const panels = l.program.filled(
    (wide / 8) * (HEAD + 8.5 * stride),
    (loader, at, scratch) => {
      const { bytes } = loader;
      if (turned) turn(levels, bytes.subarray(scratch, scratch + rows * columns), rows, columns);
      else bytes.set(levels, scratch);
      const [zeroAt, scaleAt, biasAt] = [0, 1, 2].map((i) => scratch + source + i * wide * 4) as [
        number,
        number,
        number,
      ];
      new Int32Array(bytes.buffer, zeroAt, wide).fill(0);
      new Float32Array(bytes.buffer, scaleAt, 2 * wide).fill(0);
      new Int32Array(bytes.buffer, zeroAt, columns).set(numbers[0]);
      new Float32Array(bytes.buffer, scaleAt, columns).set(numbers[1]);
      new Float32Array(bytes.buffer, biasAt, columns).set(numbers[2]);
      loader.call(
        'pack',
        scratch,
        rows,
        columns,
        weight.type === 'int8' ? 128 : 0,
        zeroAt,
        scaleAt,
        biasAt,
        at,
        stride,
        loader.how,
      );
    },
    source + 3 * wide * 4,
  );
  return { panels, stride, columns };
}

/** columns x rows -> rows x columns */
function turn(from: Uint8Array, to: Uint8Array, rows: number, columns: number): void {
  for (let column = 0; column < columns; column++) {
    for (let row = 0; row < rows; row++) to[row * columns + column] = from[column * rows + row] as number;
  }
}

/** Multiplies rows of contiguous floats, quantised on the way, by packed weights. */
function multiplied(l: Lowering, x: View, rows: number, { panels, stride, columns }: Packed): View {
  const width = countOf(x.dims) / rows;
  let quantised = l.quantised.get(x);
  if (!quantised) {
    const padded = upTo(4, rows);
    quantised = {
      levels: l.program.buffer(padded * stride),
      statistics: l.program.buffer(padded * STATISTICS),
    };
    const { levels, statistics } = quantised;
    l.program.step('quantise', [addressOf(x), start(levels), start(statistics), width, stride], rows);
    l.quantised.set(x, quantised);
  }
  const out = l.fresh([rows, columns]);
  const { levels, statistics } = quantised;
  const args = [start(levels), start(statistics), start(panels), addressOf(out), rows, stride, columns];
  l.program.step('product', args, Math.ceil(columns / 8));
  return out;
}

function asConstant(value: Value | undefined): Constant | undefined {
  if (value && !isConstant(value)) throw unsupported('weights that depend on the input');
  return value;
}

export const quantisedMatMul: Operator = (l, _, [x, weight, zeros, scales, bias]) => {
  const [matrix, columnScales] = [asConstant(weight), asConstant(scales)];
  if (x?.type !== 'float' || matrix?.dims.length !== 2 || !columnScales) return null;
  const [rows = 0, columns = 0] = matrix.dims;
  if (x.dims.at(-1) !== rows) return null;
  const from = l.contiguous(l.view(x));
  const weights = packed(
    l,
    matrix,
    [rows, columns],
    asConstant(zeros),
    columnScales,
    asConstant(bias),
    false,
  );
  const out = multiplied(l, from, countOf(x.dims) / rows, weights);
  const dims = [...x.dims.slice(0, -1), columns];
  return [{ ...out, dims, strides: stridesOf(dims) }];
};

/** Pictures as patches that do not overlap the border: rows of pixels, batch x height x width of them. */
interface Patches {
  rows: View;
  count: number;
  /** Dimensions of a result in rows, as views: batch, columns, height, width. */
  dims: (columns: number) => readonly number[];
  strides: (columns: number) => readonly number[];
}

function patchesOf(
  l: Lowering,
  { attributes }: Operation,
  x: View,
  kernel: readonly number[],
): Patches | null {
  const [columns = 0, channels = 0, high = 0, broad = 0] = kernel;
  const [batch = 0, given = 0, height = 0, width = 0] = x.dims;
  const plain = (name: string, value: number) =>
    (listOf(attributes.get(name)) ?? []).every((each) => each === value);
  const [down = 1, right = 1] = listOf(attributes.get('strides')) ?? [];
  const fits = x.dims.length === 4 && kernel.length === 4 && columns > 0 && channels === given;
  if (!fits || !plain('pads', 0) || !plain('dilations', 1) || numberOf(attributes.get('group'), 1) !== 1)
    return null;
  if (!['NOTSET', 'VALID', undefined].includes(attributes.get('auto_pad') as string | undefined)) return null;
  const [tall, long] = [Math.floor((height - high) / down) + 1, Math.floor((width - broad) / right) + 1];
  if (!(tall > 0 && long > 0)) return null;
  const [s0 = 0, s1 = 0, s2 = 0, s3 = 0] = x.strides;
  const windows: View = {
    ...x,
    dims: [batch * 1, tall, long, channels, high, broad],
    strides: [s0, s2 * down, s3 * right, s1, s2, s3],
  };
  const rows = l.contiguous(windows);
  const area = tall * long;
  return {
    rows,
    count: batch * area,
    dims: (n) => [batch, n, tall, long],
    strides: (n) => [area * n, 1, long * n, n],
  };
}

export const quantisedConv: Operator = (l, operation, [x, weight, zeros, scales, bias]) => {
  const [kernel, columnScales] = [asConstant(weight), asConstant(scales)];
  if (x?.type !== 'float' || !kernel || !columnScales || bias) return null;
  const patches = patchesOf(l, operation, l.view(x), kernel.dims);
  if (!patches) return null;
  const [columns = 0] = kernel.dims;
  const shape = [countOf(kernel.dims) / columns, columns] as const;
  const all = columnScales.data.length === 1 ? columnScales : null;
  if (!all) return null;
  const weights = packed(l, kernel, shape, asConstant(zeros), all, undefined, true);
  const out = multiplied(l, patches.rows, patches.count, weights);
  return [{ ...out, dims: patches.dims(columns), strides: patches.strides(columns) }];
};

export const floatConv: Operator = (l, operation, [x, weight, bias]) => {
  const kernel = asConstant(weight);
  if (x?.type !== 'float' || kernel?.type !== 'float') return null;
  const patches = patchesOf(l, operation, l.view(x), kernel.dims);
  if (!patches) return null;
  const [columns = 0] = kernel.dims;
  const rows = countOf(kernel.dims) / columns;
  const panels = packedFloats(l, kernel, { k: rows, n: columns, row: 1, column: rows });
  const out = l.fresh([patches.count, columns]);
  const from = { ...patches.rows, dims: [patches.count, rows], strides: [rows, 1] };
  matmulStep(
    l,
    from,
    panels,
    out,
    { m: patches.count, k: rows, n: columns, matrices: 1, bMatrix: 0 },
    asConstant(bias),
  );
  return [{ ...out, dims: patches.dims(columns), strides: patches.strides(columns) }];
};

/** Packs a constant matrix when the program is loaded. */
function packedFloats(
  l: Lowering,
  { data }: Constant,
  { k, n, row, column }: { k: number; n: number; row: number; column: number },
): Buffer {
  return l.program.filled(
    upTo(8, n) * k * 4,
    (loader, at, scratch) => {
      new Float32Array(loader.bytes.buffer, scratch, data.length).set(data);
      loader.call('packFloats', scratch, at, k, n, 0, row, column, 0, 1);
    },
    data.length * 4,
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

/** @param a, out of matrices x m x k or m x k, with rows that are contiguous */
function matmulStep(l: Lowering, a: View, panels: Buffer, out: View, sizes: Sizes, bias?: Constant): void {
  const { m, k, n, matrices, bMatrix, scale = 1 } = sizes;
  const [aMatrix, cMatrix] = [a, out].map(({ strides }) => (matrices === 1 ? 0 : (strides.at(-3) ?? 0))) as [
    number,
    number,
  ];
  const added = bias
    ? l.program.filled(upTo(8, n) * 4, ({ bytes }, at) => {
        const row = new Float32Array(bytes.buffer, at, upTo(8, n)).fill(0);
        row.set(columnsOf(bias, n, 0));
      })
    : null;
  const args = [
    addressOf(a),
    start(panels),
    addressOf(out),
    added ? start(added) : 0,
    ...[m, k, n, aMatrix, a.strides.at(-2) as number, bMatrix, cMatrix, out.strides.at(-2) as number, scale],
  ];
  l.program.step('matmul', args, matrices * Math.ceil(n / 8));
}

export const matMul: Operator = (l, _, [a, b]) => {
  if (a?.type !== 'float' || b?.type !== 'float' || a.dims.length < 2 || b.dims.length < 2) return null;
  const [k = 0, n = 0] = b.dims.slice(-2);
  if (a.dims.at(-1) !== k) return null;
  if (b.dims.length === 2) return [byMatrix(l, l.view(a), b, k, n)];
  const x = l.view(a);
  const y = l.view(b);
  const outer = x.dims.slice(0, -2);
  if (x.dims.length !== y.dims.length || outer.some((size, i) => size !== y.dims[i])) return null;
  const [left, right] = [oneOuter(l, x, true), oneOuter(l, y, false)];
  const [matrices = 1, m = 1] = left.dims;
  const size = upTo(8, n) * k;
  const panels = l.program.buffer(matrices * size * 4);
  const [matrix = 0, row = 0, column = 0] = right.strides;
  l.program.step('packFloats', [addressOf(right), start(panels), k, n, matrix, row, column], matrices);
  const out = l.fresh([matrices, m, n]);
  matmulStep(l, left, panels, out, { m, k, n, matrices, bMatrix: size });
  const dims = [...outer, m, n];
  return [{ ...out, dims, strides: stridesOf(dims) }];
};

/** Any rows by one matrix. */
function byMatrix(l: Lowering, x: View, b: Value, k: number, n: number, bias?: Constant): View {
  const from = l.contiguous(x);
  const m = countOf(x.dims) / k;
  let panels: Buffer;
  if (isConstant(b)) panels = packedFloats(l, b, { k, n, row: n, column: 1 });
  else {
    panels = l.program.buffer(upTo(8, n) * k * 4);
    const [row = 0, column = 0] = b.strides;
    l.program.step('packFloats', [addressOf(b), start(panels), k, n, 0, row, column], 1);
  }
  const out = l.fresh([m, n]);
  matmulStep(
    l,
    { ...from, dims: [m, k], strides: [k, 1] },
    panels,
    out,
    { m, k, n, matrices: 1, bMatrix: 0 },
    bias,
  );
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

export const gemm: Operator = (l, { attributes }, [a, b, bias]) => {
  const number = (name: string, otherwise: number) => numberOf(attributes.get(name), otherwise);
  const plain = number('transA', 0) === 0 && number('alpha', 1) === 1 && number('beta', 1) === 1;
  if (!plain || a?.type !== 'float' || !b || !isConstant(b) || b.type !== 'float' || b.dims.length !== 2)
    return null;
  if (a.dims.length !== 2) return null;
  const added = asConstant(bias);
  if (added && added.dims.length > 1) return null;
  const [p = 0, q = 0] = b.dims;
  const turned = number('transB', 0) === 1;
  const [k, n] = turned ? [q, p] : [p, q];
  if (a.dims[1] !== k) return null;
  const x = l.contiguous(l.view(a));
  const panels = packedFloats(l, b, { k, n, row: turned ? 1 : n, column: turned ? k : 1 });
  const [m = 1] = a.dims;
  const out = l.fresh([m, n]);
  matmulStep(l, x, panels, out, { m, k, n, matrices: 1, bMatrix: 0 }, added);
  return [out];
};
