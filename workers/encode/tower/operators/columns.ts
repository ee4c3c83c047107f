/** Constants by column, as the kernels take them: padded to whole panels of eight. */

import { type Constant, unsupported } from '../graph';

export const upTo = (multiple: number, value: number) => Math.ceil(value / multiple) * multiple;

/** Columns as constants of a product need them, whether one is given for all or one for each. */
export function columnsOf(constant: Constant | undefined, columns: number, otherwise: number): Float64Array {
  const { length = 0 } = constant?.data ?? {};
  if (constant && length !== 1 && length !== columns)
    throw unsupported(`${length} scales for ${columns} columns`);
  return Float64Array.from({ length: columns }, (_, i) => constant?.data[length === 1 ? 0 : i] ?? otherwise);
}
