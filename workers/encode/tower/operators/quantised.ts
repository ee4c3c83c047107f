/** Products with 8-bit weights, which are packed once; activations are quantised on the way. */

import { numberOf } from '../fold';
import { type Constant, type Operation, unsupported } from '../graph';
import type { Lowering, Operator } from '../lowering';
import type { Loader } from '../memory';
import { addressOf, startOf } from '../program';
import { type Buffer, countOf, stridesOf, type View } from '../views';
import { columnsOf, upTo } from './columns';
import { patchesOf } from './patches';

/** Sizes of `kernel/product.as.ts`. */
const HEAD = 144;
const STATISTICS = 16;
const TILE = 5;

interface Packed {
  panels: Buffer;
  stride: number;
  columns: number;
}

/** A matrix of bytes, with what belongs to its columns. */
interface Matrix {
  weight: Constant;
  rows: number;
  columns: number;
  zeros: Constant | undefined;
  scales: Constant;
  bias?: Constant | undefined;
  /** Whether it is columns x rows. */
  turned: boolean;
  /** All of the product is multiplied by it. */
  factor?: number;
}

function packed(l: Lowering, operation: Operation, matrix: Matrix): Packed {
  const { weight, rows, columns, zeros } = matrix;
  if (weight.type !== 'uint8' && weight.type !== 'int8') throw unsupported(`weights of ${weight.type}`);
  if (zeros && zeros.type !== weight.type) throw unsupported('zero points of another type');
  const stride = upTo(32, rows);
  const panels = l.weights.of(operation, 'panels', () => packing(matrix, stride));
  return { panels, stride, columns };
}

function packing({ weight, rows, columns, zeros, scales, bias, turned, factor = 1 }: Matrix, stride: number) {
  const wide = upTo(8, columns);
  const source = upTo(16, rows * columns + 16);
  return {
    bytes: (wide / 8) * (HEAD + 8.5 * stride),
    scratchBytes: source + 3 * wide * 4,
    write({ bytes, how, call }: Loader, at: number, scratch: number) {
      const levels = new Uint8Array(weight.data.buffer, weight.data.byteOffset, weight.data.length);
      if (turned) turn(levels, bytes.subarray(scratch, scratch + rows * columns), rows, columns);
      else bytes.set(levels, scratch);
      const [zeroAt, scaleAt, biasAt] = [0, 1, 2].map((i) => scratch + source + i * wide * 4) as [
        number,
        number,
        number,
      ];
      const scaled = (of: Constant | undefined, otherwise: number) =>
        columnsOf(of, columns, otherwise).map((value) => value * factor);
      new Int32Array(bytes.buffer, zeroAt, wide).fill(0);
      new Float32Array(bytes.buffer, scaleAt, 2 * wide).fill(0);
      new Int32Array(bytes.buffer, zeroAt, columns).set(columnsOf(zeros, columns, 0));
      new Float32Array(bytes.buffer, scaleAt, columns).set(scaled(scales, 1));
      new Float32Array(bytes.buffer, biasAt, columns).set(scaled(bias, 0));
      const offset = weight.type === 'int8' ? 128 : 0;
      call('pack', scratch, rows, columns, offset, zeroAt, scaleAt, biasAt, at, stride, how);
    },
    matrix: weight,
  };
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
    const padded = upTo(TILE, rows);
    quantised = {
      levels: l.program.buffer(padded * stride),
      statistics: l.program.buffer(padded * STATISTICS),
    };
    const { levels, statistics } = quantised;
    l.program.step(
      'quantise',
      [addressOf(x), startOf(levels), startOf(statistics), rows, width, stride],
      padded / TILE,
      TILE * width,
    );
    l.quantised.set(x, quantised);
  }
  const out = l.fresh([rows, columns]);
  const { levels, statistics } = quantised;
  const args = [startOf(levels), startOf(statistics), startOf(panels), addressOf(out), rows, stride, columns];
  l.program.step('product', args, Math.ceil(columns / 8));
  return out;
}

export const quantisedMatMul: Operator = (l, operation, [x, weight, zeros, scales, bias]) => {
  const [matrix, columnScales] = [l.weight(weight), l.weight(scales)];
  if (x?.type !== 'float' || matrix?.dims.length !== 2 || !columnScales) return null;
  const [rows = 0, columns = 0] = matrix.dims;
  if (x.dims.at(-1) !== rows) return null;
  const from = l.contiguous(l.view(x));
  const weights = packed(l, operation, {
    weight: matrix,
    rows,
    columns,
    zeros: l.weight(zeros),
    scales: columnScales,
    bias: l.weight(bias),
    turned: false,
    factor: numberOf(operation.attributes.get('factor'), 1),
  });
  const out = multiplied(l, from, countOf(x.dims) / rows, weights);
  const dims = [...x.dims.slice(0, -1), columns];
  return [{ ...out, dims, strides: stridesOf(dims) }];
};

export const quantisedConv: Operator = (l, operation, [x, weight, zeros, scales, bias]) => {
  const [kernel, columnScales] = [l.weight(weight), l.weight(scales)];
  if (x?.type !== 'float' || !kernel || !columnScales || bias) return null;
  const patches = patchesOf(l, operation, l.view(x), kernel.dims);
  if (!patches) return null;
  const [columns = 0] = kernel.dims;
  const all = columnScales.data.length === 1 ? columnScales : null;
  if (!all) return null;
  const rows = countOf(kernel.dims) / columns;
  const matrix = { weight: kernel, rows, columns, zeros: l.weight(zeros), scales: all, turned: true };
  const out = multiplied(l, patches.rows, patches.count, packed(l, operation, matrix));
  return [{ ...out, dims: patches.dims(columns), strides: patches.strides(columns) }];
};
