/** The operators that a program can do. Each turns its inputs into views or steps; null refuses the graph. */

import { numberOf } from '../fold';
import type { Operator } from '../lowering';
import { CONDITIONS } from './conditions';
import { binary, mapped, power, unary } from './elementwise';
import { gather, gatherRows, quantisedGather } from './gathering';
import { floatConv, gemm, matMul } from './products';
import { quantisedConv, quantisedMatMul } from './quantised';
import { argMax, norm, reduction, softmax } from './rows';
import {
  cast,
  concat,
  expand,
  flatten,
  reshape,
  shape,
  slice,
  split,
  squeeze,
  transpose,
  unsqueeze,
} from './shapes';

export const OPERATORS: Record<string, Operator> = {
  Add: binary(0),
  Sub: binary(1),
  Mul: binary(2),
  Div: binary(3),
  Min: binary(4),
  Max: binary(5),
  Sigmoid: unary(0),
  Tanh: unary(1),
  Erf: unary(2),
  Exp: unary(3),
  Sqrt: unary(4),
  Neg: unary(5),
  Abs: unary(6),
  Relu: unary(7),
  Activation: (l, { attributes }, [x]) =>
    x ? [mapped(l, x, numberOf(attributes.get('kind'), -1), numberOf(attributes.get('factor'), 1))] : null,
  Gelu: (l, { attributes }, [x]) =>
    x ? [mapped(l, x, attributes.get('approximate') === 'tanh' ? 10 : 9)] : null,
  Pow: power,
  Softmax: softmax,
  Norm: norm,
  ReduceMean: reduction(0),
  ReduceL2: reduction(1),
  ReduceSum: reduction(3),
  ArgMax: argMax,
  MatMul: matMul,
  Gemm: gemm,
  Conv: floatConv,
  QuantisedMatMul: quantisedMatMul,
  QuantisedConv: quantisedConv,
  ...CONDITIONS,
  Gather: gather,
  GatherND: gatherRows,
  QuantisedGather: quantisedGather,
  Concat: concat,
  Cast: cast,
  Identity: (_l, _o, [x]) => (x ? [x] : null),
  Shape: shape,
  Reshape: reshape,
  Flatten: flatten,
  Unsqueeze: unsqueeze,
  Squeeze: squeeze,
  Transpose: transpose,
  Expand: expand,
  Slice: slice,
  Split: split,
};
