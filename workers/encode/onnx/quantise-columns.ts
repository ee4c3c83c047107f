/**
 * Quantises weights to 8 bits with a scale and a zero point per column: value = scale * (level - zero). Equal to
 * the last bit to onnxruntime's `quantize_dynamic(per_channel=True, weight_type=QUInt8)`: the range of a column,
 * widened to include zero, is mapped to all 256 levels; ties round to even.
 */

export interface Matrix {
  /** rows x columns, or columns x rows if `transposed`. */
  values: Float32Array;
  rows: number;
  columns: number;
  transposed: boolean;
}

export interface Grid {
  scales: Float32Array;
  zeros: Uint8Array;
}

/** @param levels gets rows x columns bytes, never transposed */
export function quantiseColumns({ values, rows, columns, transposed }: Matrix, levels: Uint8Array): Grid {
  const [perRow, perColumn] = transposed ? [1, rows] : [columns, 1];
  const { scales, zeros } = gridOf(values, rows, columns, perRow, perColumn);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) {
      const value = values[row * perRow + column * perColumn] as number;
      const level = roundEven(Math.fround(value / (scales[column] as number))) + (zeros[column] as number);
      levels[at] = level < 0 ? 0 : level > 255 ? 255 : level;
    }
  }
  return { scales, zeros };
}

function gridOf(
  values: Float32Array,
  rows: number,
  columns: number,
  perRow: number,
  perColumn: number,
): Grid {
  const low = new Float32Array(columns);
  const high = new Float32Array(columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const value = values[row * perRow + column * perColumn] as number;
      if (value < (low[column] as number)) low[column] = value;
      if (value > (high[column] as number)) high[column] = value;
    }
  }
  const scales = new Float32Array(columns);
  const zeros = new Uint8Array(columns);
  for (let column = 0; column < columns; column++) {
    const step = Math.fround((high[column] as number) - (low[column] as number)) / 255;
    // The column is all zeros, or the step would be subnormal.
    const flat = step < SMALLEST_NORMAL;
    scales[column] = flat ? 1 : step;
    zeros[column] = flat ? 0 : roundEven(-(low[column] as number) / step);
  }
  return { scales, zeros };
}

const SMALLEST_NORMAL = 2 ** -126;

/** Adding it leaves no bits for a fraction, so the sum is rounded, ties to even. Valid up to 2^51. */
const NO_FRACTION = 1.5 * 2 ** 52;

function roundEven(value: number): number {
  return value + NO_FRACTION - NO_FRACTION;
}
