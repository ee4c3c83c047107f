/** Products with 8-bit weights, which are packed once; activations are quantised on the way. */

import { numberOf } from '../fold';
import { type Constant, unsupported } from '../graph';
import { constantOf, type Lowering, type Operator } from '../lowering';
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

function packed(
  l: Lowering,
  weight: Constant,
  [rows, columns]: readonly [number, number],
  zeros: Constant | undefined,
  scales: Constant,
  bias: Constant | undefined,
  turned: boolean,
  factor = 1,
): Packed {
  if (weight.type !== 'uint8' && weight.type !== 'int8') throw unsupported(`weights of ${weight.type}`);
  if (zeros && zeros.type !== weight.type) throw unsupported('zero points of another type');
  const stride = upTo(32, rows);
  const wide = upTo(8, columns);
  const numbers = [
    columnsOf(zeros, columns, 0),
    columnsOf(scales, columns, 1).map((scale) => scale * factor),
    columnsOf(bias, columns, 0).map((value) => value * factor),
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

export const quantisedMatMul: Operator = (l, { attributes }, [x, weight, zeros, scales, bias]) => {
  const [matrix, columnScales] = [constantOf(weight, 'weights'), constantOf(scales, 'weights')];
  if (x?.type !== 'float' || matrix?.dims.length !== 2 || !columnScales) return null;
  const [rows = 0, columns = 0] = matrix.dims;
  if (x.dims.at(-1) !== rows) return null;
  const from = l.contiguous(l.view(x));
  const weights = packed(
    l,
    matrix,
    [rows, columns],
    constantOf(zeros, 'weights'),
    columnScales,
    constantOf(bias, 'weights'),
    false,
    numberOf(attributes.get('factor'), 1),
  );
  const out = multiplied(l, from, countOf(x.dims) / rows, weights);
  const dims = [...x.dims.slice(0, -1), columns];
  return [{ ...out, dims, strides: stridesOf(dims) }];
};

export const quantisedConv: Operator = (l, operation, [x, weight, zeros, scales, bias]) => {
  const [kernel, columnScales] = [constantOf(weight, 'weights'), constantOf(scales, 'weights')];
  if (x?.type !== 'float' || !kernel || !columnScales || bias) return null;
  const patches = patchesOf(l, operation, l.view(x), kernel.dims);
  if (!patches) return null;
  const [columns = 0] = kernel.dims;
  const shape = [countOf(kernel.dims) / columns, columns] as const;
  const all = columnScales.data.length === 1 ? columnScales : null;
  if (!all) return null;
  const weights = packed(l, kernel, shape, constantOf(zeros, 'weights'), all, undefined, true);
  const out = multiplied(l, patches.rows, patches.count, weights);
  return [{ ...out, dims: patches.dims(columns), strides: patches.strides(columns) }];
};
