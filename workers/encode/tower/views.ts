/** Views of floats in a buffer of the program: reshaping, permuting and slicing move no data. */

/** Part of the memory. Fixed ones keep their content; others have a place only while a step needs them. */
export interface Buffer {
  bytes: number;
  fixed: boolean;
  /** Address; -1 until it is planned. */
  at: number;
}

export interface View {
  /** Integers and conditions (1 or 0) are floats in memory, too; only operators that differ for them look at it. */
  type: 'float' | 'int' | 'bool';
  buffer: Buffer;
  /** In floats, as the strides. */
  offset: number;
  dims: readonly number[];
  strides: readonly number[];
}

export function countOf(dims: readonly number[]): number {
  return dims.reduce((all, size) => all * size, 1);
}

export function stridesOf(dims: readonly number[]): number[] {
  const strides = dims.map(() => 1);
  for (let i = dims.length - 2; i >= 0; i--)
    strides[i] = (strides[i + 1] as number) * (dims[i + 1] as number);
  return strides;
}

/** Whether its floats lie one after the other. */
export function isContiguous({ dims, strides }: View): boolean {
  const wanted = stridesOf(dims);
  return dims.every((size, i) => size === 1 || strides[i] === wanted[i]);
}

/** The same floats under other dimensions; null if that takes a copy. */
export function reshaped(view: View, dims: readonly number[]): View | null {
  const from = view.dims
    .map((size, i) => [size, view.strides[i] as number] as const)
    .filter(([size]) => size !== 1);
  const strides: number[] = [];
  let next = 0;
  // Each step takes the fewest old and new dimensions with the same number of elements.
  for (let i = 0; i < dims.length; ) {
    if (dims[i] === 1) {
      strides[i++] = 0;
      continue;
    }
    const group = [from[next++] ?? ([1, 1] as const)];
    let old = group[0]?.[0] as number;
    const start = i;
    let count = dims[i++] as number;
    while (old !== count) {
      if (old < count) {
        const more = from[next++];
        if (!more) return null;
        const [, stride] = group.at(-1) as readonly [number, number];
        if (stride !== more[0] * more[1]) return null;
        group.push(more);
        old *= more[0];
      } else {
        if (i >= dims.length) return null;
        count *= dims[i++] as number;
      }
    }
    let stride = group.at(-1)?.[1] as number;
    for (let j = i - 1; j >= start; j--) {
      strides[j] = stride;
      stride *= dims[j] as number;
    }
  }
  return { ...view, dims, strides };
}

export function permuted(view: View, order: readonly number[]): View {
  return {
    ...view,
    dims: order.map((axis) => view.dims[axis] as number),
    strides: order.map((axis) => view.strides[axis] as number),
  };
}

/** @param step elements from one to the next; negative ones go backwards from `start` */
export function sliced(view: View, axis: number, start: number, count: number, step = 1): View {
  const stride = view.strides[axis] as number;
  return {
    ...view,
    offset: view.offset + start * stride,
    dims: view.dims.map((size, i) => (i === axis ? count : size)),
    strides: view.strides.map((each, i) => (i === axis ? each * step : each)),
  };
}

/** Dimensions to which both are broadcast; null if they do not fit. */
export function broadcastDims(a: readonly number[], b: readonly number[]): number[] | null {
  const rank = Math.max(a.length, b.length);
  const dims: number[] = [];
  for (let i = 0; i < rank; i++) {
    const x = a[a.length - rank + i] ?? 1;
    const y = b[b.length - rank + i] ?? 1;
    if (x !== y && x !== 1 && y !== 1) return null;
    dims.push(x === 1 ? y : x);
  }
  return dims;
}

/** The view under larger dimensions, repeated where it has one element; `dims` must fit. */
export function broadcast(view: View, dims: readonly number[]): View {
  const more = dims.length - view.dims.length;
  const strides = dims.map((size, i) => {
    const own = view.dims[i - more] ?? 1;
    return own === 1 && size !== 1 ? 0 : (view.strides[i - more] ?? 0);
  });
  return { ...view, dims, strides };
}

/** Rows shorter than this are joined with what is around them; longer ones stay apart, so that threads can share them. */
const LONG = 64;

/**
 * Drops and joins dimensions of several views of the same dimensions, so that as few as possible remain.
 * @returns exactly `rank` dimensions and strides, padded behind the outermost; null if it takes more
 */
export function joined(
  dims: readonly number[],
  strides: readonly (readonly number[])[],
  rank: number,
): { dims: number[]; strides: number[][] } | null {
  const groups: { size: number; strides: number[] }[] = [];
  dims.forEach((size, i) => {
    if (size === 1) return;
    const own = strides.map((each) => each[i] as number);
    const last = groups.at(-1);
    const isRow = i === dims.length - 1 && size >= LONG;
    if (last && !isRow && own.every((stride, v) => last.strides[v] === stride * size)) {
      last.size *= size;
      last.strides = own;
    } else groups.push({ size, strides: own });
  });
  if (groups.length > rank) return null;
  const pad = { size: 1, strides: strides.map(() => 0) };
  const padding = Array<typeof pad>(rank - groups.length).fill(pad);
  const all =
    groups.length > 1 ? [...groups.slice(0, 1), ...padding, ...groups.slice(1)] : [...padding, ...groups];
  return {
    dims: all.map(({ size }) => size),
    strides: strides.map((_, v) => all.map((group) => group.strides[v] as number)),
  };
}
