/**
 * Calculates with constants while a graph is read: the arithmetic on shapes that exports are full of, and what follows
 * from weights alone. Plain loops, because these tensors are small.
 */

import { ELEMENT } from '#workers/encode/onnx/schema';
import { type Attribute, type Constant, type Operation, unsupported } from './graph';
import { broadcastDims, countOf, stridesOf } from './views';

type Fold = (inputs: readonly (Constant | undefined)[], operation: Operation) => Constant[] | null;

/** Numbers beyond this are left to the program. */
const MOST = 4_000_000;

/** @returns the outputs of an operation on constants; null if it is not known here */
export function fold(operation: Operation, inputs: readonly (Constant | undefined)[]): Constant[] | null {
  return FOLDS[operation.operator]?.(inputs, operation) ?? null;
}

export function integers({ type, data }: Constant): number[] {
  if (type !== 'int') throw unsupported('indices that are no integers');
  return Array.from(data);
}

export function ints(values: readonly number[], dims: readonly number[] = [values.length]): Constant {
  return { type: 'int', dims, data: Float64Array.from(values) };
}

export function numberOf(attribute: Attribute | undefined, otherwise: number): number {
  return typeof attribute === 'number' ? attribute : otherwise;
}

export function listOf(attribute: Attribute | undefined): readonly number[] | null {
  return Array.isArray(attribute) ? attribute : null;
}

/** An axis counted from the front. */
export function axisOf(axis: number, rank: number): number {
  const front = axis < 0 ? axis + rank : axis;
  if (!(front >= 0 && front < rank)) throw unsupported(`axis ${axis} of ${rank}`);
  return front;
}

/** Axes as they are given: by an attribute in older opsets, by an input in newer ones. */
export function axesOf(operation: Operation, input: Constant | undefined): readonly number[] | null {
  return input ? integers(input) : listOf(operation.attributes.get('axes'));
}

function like(type: Constant['type'], values: ArrayLike<number>): Constant['data'] {
  switch (type) {
    case 'float':
      return Float32Array.from(values);
    case 'int':
      return Float64Array.from(values);
    case 'int8':
      return Int8Array.from(values);
    default:
      return Uint8Array.from(values);
  }
}

/** Picks elements: `at` gives the position in the input of each position of the output. */
function picked({ type, data }: Constant, dims: readonly number[], at: (i: number) => number): Constant {
  if (countOf(dims) > MOST) throw unsupported(`a constant of [${dims}]`);
  const values = Array.from({ length: countOf(dims) }, (_, i) => data[at(i)] as number);
  return { type, dims, data: like(type, values) };
}

/** Position in a tensor with these strides of the i-th element of one with `dims`. */
function positionIn(dims: readonly number[], strides: readonly number[]): (i: number) => number {
  return (i) => {
    let rest = i;
    let at = 0;
    for (let axis = dims.length - 1; axis >= 0; axis--) {
      const size = dims[axis] as number;
      at += (rest % size) * (strides[axis] as number);
      rest = Math.floor(rest / size);
    }
    return at;
  };
}

function expanded(constant: Constant, dims: readonly number[]): Constant {
  const more = dims.length - constant.dims.length;
  const own = stridesOf(constant.dims);
  const strides = dims.map((_, i) => ((constant.dims[i - more] ?? 1) === 1 ? 0 : (own[i - more] as number)));
  return picked(constant, dims, positionIn(dims, strides));
}

function combined(work: (a: number, b: number, isInt: boolean) => number, result?: 'uint8'): Fold {
  return ([a, b]) => {
    const dims = a && b && broadcastDims(a.dims, b.dims);
    if (!dims) return null;
    if (countOf(dims) > MOST || a.type !== b.type) return null;
    const [x, y] = [expanded(a, dims), expanded(b, dims)];
    const type = result ?? a.type;
    const values = Array.from(x.data, (value, i) => work(value, y.data[i] as number, a.type === 'int'));
    return [{ type, dims, data: like(type, values) }];
  };
}

function mapped(work: (value: number) => number): Fold {
  return ([x]) => (x?.type === 'float' ? [{ ...x, data: Float32Array.from(x.data, work) }] : null);
}

/** Types to cast to; conditions are bytes. */
const CASTS: Record<number, 'float' | 'int' | 'uint8'> = {
  [ELEMENT.float]: 'float',
  [ELEMENT.half]: 'float',
  [ELEMENT.int32]: 'int',
  [ELEMENT.int64]: 'int',
  [ELEMENT.bool]: 'uint8',
};

const FOLDS: Record<string, Fold> = {
  Identity: ([x]) => (x ? [x] : null),
  Add: combined((a, b) => a + b),
  Sub: combined((a, b) => a - b),
  Mul: combined((a, b) => a * b),
  Div: combined((a, b, isInt) => (isInt ? Math.trunc(a / b) : a / b)),
  Pow: combined((a, b) => a ** b),
  Max: combined((a, b) => Math.max(a, b)),
  Min: combined((a, b) => Math.min(a, b)),
  Equal: combined((a, b) => Number(a === b), 'uint8'),
  Less: combined((a, b) => Number(a < b), 'uint8'),
  LessOrEqual: combined((a, b) => Number(a <= b), 'uint8'),
  Greater: combined((a, b) => Number(a > b), 'uint8'),
  GreaterOrEqual: combined((a, b) => Number(a >= b), 'uint8'),
  And: combined((a, b) => Number(a !== 0 && b !== 0), 'uint8'),
  Or: combined((a, b) => Number(a !== 0 || b !== 0), 'uint8'),
  Not: ([x]) =>
    x?.type === 'uint8' ? [{ ...x, data: Uint8Array.from(x.data, (value) => Number(value === 0)) }] : null,
  Sqrt: mapped(Math.sqrt),
  Neg: mapped((value) => -value),
  Cast([x], { attributes }) {
    const type = CASTS[numberOf(attributes.get('to'), 0)];
    if (!x || !type) return null;
    const cut = { int: Math.trunc, uint8: (value: number) => Number(value !== 0), float: Number }[type];
    return [{ type, dims: x.dims, data: like(type, Array.from(x.data, cut)) }];
  },
  Trilu([x, diagonal], { attributes }) {
    const shift = diagonal ? (integers(diagonal)[0] ?? 0) : 0;
    const isUpper = numberOf(attributes.get('upper'), 1) !== 0;
    if (!x || x.dims.length < 2 || x.data.length > MOST) return null;
    const [rows = 1, columns = 1] = x.dims.slice(-2);
    const values = Array.from(x.data, (value, i) => {
      const beyond = (i % columns) - (Math.floor(i / columns) % rows) - shift;
      return (isUpper ? beyond >= 0 : beyond <= 0) ? value : 0;
    });
    return [{ ...x, data: like(x.type, values) }];
  },
  Where([condition, a, b]) {
    if (!condition || !a || !b || a.type !== b.type) return null;
    const pair = broadcastDims(a.dims, b.dims);
    const dims = pair && broadcastDims(pair, condition.dims);
    if (!dims || countOf(dims) > MOST) return null;
    const [c, x, y] = [expanded(condition, dims), expanded(a, dims), expanded(b, dims)];
    const values = Array.from(c.data, (is, i) => (is ? x : y).data[i] as number);
    return [{ type: a.type, dims, data: like(a.type, values) }];
  },
  ConstantOfShape([shape], { attributes }) {
    const value = attributes.get('value');
    if (!shape || typeof value !== 'object' || !('data' in value)) return null;
    const dims = integers(shape);
    return [picked(value, dims, () => 0)];
  },
  Range([start, limit, step]) {
    if (!start || !limit || !step || start.type !== 'int') return null;
    const [from, to, by] = [start, limit, step].map(({ data }) => data[0] as number) as [
      number,
      number,
      number,
    ];
    const count = Math.max(0, Math.ceil((to - from) / by));
    if (!(count <= MOST)) return null;
    return [ints(Array.from({ length: count }, (_, i) => from + i * by))];
  },
  Concat(inputs, { attributes }) {
    const all = inputs.filter((each) => each !== undefined);
    // What exports join while they calculate shapes.
    if (all.length !== inputs.length || all.some(({ type, dims }) => type !== 'int' || dims.length !== 1))
      return null;
    if (numberOf(attributes.get('axis'), 0) > 0) return null;
    return [ints(all.flatMap(integers))];
  },
  Gather([x, indices], { attributes }) {
    if (!x || !indices) return null;
    const axis = axisOf(numberOf(attributes.get('axis'), 0), x.dims.length);
    const size = x.dims[axis] as number;
    const places = integers(indices).map((index) => axisOf(index, size));
    const inner = countOf(x.dims.slice(axis + 1));
    const dims = [...x.dims.slice(0, axis), ...indices.dims, ...x.dims.slice(axis + 1)];
    return [
      picked(x, dims, (i) => {
        const outer = Math.floor(i / (inner * places.length));
        const place = places[Math.floor(i / inner) % places.length] as number;
        return (outer * size + place) * inner + (i % inner);
      }),
    ];
  },
  QuantisedGather([table, indices, ...grid], operation) {
    const rows = table && indices && FOLDS.Gather?.([table, indices], operation);
    return rows ? (FOLDS.DequantizeLinear?.([...rows, ...grid], operation) ?? null) : null;
  },
  DequantizeLinear([x, scale, zero]) {
    if (!x || !scale || scale.data.length !== 1 || countOf(x.dims) > MOST) return null;
    const [step, from] = [scale.data[0] as number, (zero?.data[0] as number | undefined) ?? 0];
    return [
      { type: 'float', dims: x.dims, data: Float32Array.from(x.data, (level) => (level - from) * step) },
    ];
  },
};
