/** Operators that compare and choose: masks, as far as they depend on the input. */

import type { Lowering, Operator, Value } from '../lowering';
import type { View } from '../views';
import { combined } from './elementwise';

/** Kinds of `binary` in `kernel/elementwise.as.ts`. */
const KIND = { times: 2, most: 5, equal: 6, less: 7, where: 8, whereNot: 9, either: 10 } as const;

/** @param swapped compares the second with the first. @param negated holds where the comparison does not */
function comparison(kind: number, swapped: boolean, negated: boolean): Operator {
  return (l, _, [a, b]) => {
    if (!a || !b || typeOf(a) !== typeOf(b)) return null;
    const [x, y] = swapped ? [b, a] : [a, b];
    const holds = combined(l, kind, l.view(x), l.view(y), 'bool');
    return [negated ? opposite(l, holds) : holds];
  };
}

/** @param kind of numbers that are 1 or 0 */
function logic(kind: number): Operator {
  return (l, _, [a, b]) =>
    a && b && typeOf(a) === 'bool' && typeOf(b) === 'bool'
      ? [combined(l, kind, l.view(a), l.view(b), 'bool')]
      : null;
}

/** A constant of bytes is one of conditions, or has them as numbers. */
function typeOf({ type }: Value): string {
  return type === 'uint8' ? 'bool' : type;
}

/** Holds where the number is 0. */
function opposite(l: Lowering, x: View): View {
  const zero = l.view({ type: 'float', dims: [], data: new Float32Array(1) });
  return combined(l, KIND.equal, x, zero, 'bool');
}

/** Conditions from numbers: all but 0 hold. */
export function asConditions(l: Lowering, x: View): View {
  return x.type === 'bool' ? x : opposite(l, opposite(l, x));
}

const not: Operator = (l, _, [x]) => (x && typeOf(x) === 'bool' ? [opposite(l, l.view(x))] : null);

const where: Operator = (l, _, [condition, a, b]) => {
  if (!condition || !a || !b || typeOf(condition) !== 'bool' || typeOf(a) !== typeOf(b)) return null;
  const [holds, x, y] = [condition, a, b].map((value) => l.view(value)) as [View, View, View];
  const chosen = combined(l, KIND.where, x, holds, x.type);
  return [combined(l, KIND.either, chosen, combined(l, KIND.whereNot, y, holds, x.type), x.type)];
};

export const CONDITIONS = {
  Equal: comparison(KIND.equal, false, false),
  Less: comparison(KIND.less, false, false),
  Greater: comparison(KIND.less, true, false),
  LessOrEqual: comparison(KIND.less, true, true),
  GreaterOrEqual: comparison(KIND.less, false, true),
  And: logic(KIND.times),
  Or: logic(KIND.most),
  Not: not,
  Where: where,
} satisfies Record<string, Operator>;
