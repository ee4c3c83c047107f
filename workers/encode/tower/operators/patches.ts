/** A convolution whose patches lie on a grid, as rows of a product. */

import { listOf, numberOf } from '../fold';
import type { Operation } from '../graph';
import type { Lowering } from '../lowering';
import type { View } from '../views';

/** Pictures as patches that do not overlap the border: rows of pixels, batch x height x width of them. */
export interface Patches {
  rows: View;
  count: number;
  /** Dimensions of a result in rows, as views: batch, columns, height, width. */
  dims: (columns: number) => readonly number[];
  strides: (columns: number) => readonly number[];
}

export function patchesOf(
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
    dims: [batch, tall, long, channels, high, broad],
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
