/**
 * Recognises what exports take apart, and replaces it by operations of the runtime's own: products with 8-bit weights,
 * norms, and the activations between them. What is only similar stays as it is.
 *
 *     QuantisedMatMul (x, weight, its zero points, scales, bias), with `factor`; QuantisedConv likewise
 *     QuantisedGather (table, indices, scale, zero point)
 *     Norm            (x, gain, bias), with `axis` and `epsilon`
 *     Activation      (x), with `kind`, a number of `ACTIVATION`, and `factor`
 */

import type { Attribute, Graph, Operation } from './graph';
import { Makers } from './makers';

/** Kinds of `unary` in `kernel/floats.as.ts`. */
const ACTIVATION = { quick: 8, erf: 9 } as const;

const HALF_ROOT = Math.SQRT1_2;

/** Returns the operations that lead to the output, fused. */
export function fused(graph: Graph, output: string): Operation[] {
  const found = new Patterns(graph);
  const replaced = graph.operations.map((operation) => found.replacementOf(operation) ?? operation);
  const needed = new Set([output]);
  const kept: Operation[] = [];
  for (const operation of replaced.reverse()) {
    if (!operation.outputs.some((name) => needed.has(name))) continue;
    for (const name of operation.inputs) needed.add(name);
    kept.push(operation);
  }
  return kept.reverse();
}

class Patterns extends Makers {
  replacementOf(operation: Operation): Operation | null {
    switch (operation.operator) {
      case 'Add':
        return this.product(operation) ?? this.norm(operation);
      case 'Mul':
        return (
          this.product(operation) ??
          this.scaled(operation) ??
          this.quickGelu(operation) ??
          this.gelu(operation)
        );
      case 'DequantizeLinear':
        return this.rowsOfBytes(operation);
      case 'LayerNormalization':
        return this.wholeNorm(operation);
      default:
        return null;
    }
  }

  /** MatMulInteger -> Cast -> Mul by (scale of x * scales) [-> Add bias], x of DynamicQuantizeLinear. */
  private product(operation: Operation): Operation | null {
    if (operation.operator === 'Add') {
      for (const [inner, bias] of this.ways(operation)) {
        const made = this.maker(inner, 'Mul');
        const product = made && this.isRow(bias) ? this.product(made) : null;
        if (product) return { ...product, inputs: [...product.inputs, bias], outputs: operation.outputs };
      }
      return null;
    }
    for (const [floats, scaled] of this.ways(operation)) {
      const cast = this.maker(floats, 'Cast');
      const scales = this.maker(scaled, 'Mul');
      const sums = this.maker(cast?.inputs[0], 'MatMulInteger', 'ConvInteger');
      if (!cast || !scales || !sums || cast.attributes.get('to') !== 1) continue;
      const [levels, weight = '', zero, zeros = ''] = sums.inputs;
      const quantised = this.maker(levels, 'DynamicQuantizeLinear');
      const [first, scale, third] = quantised?.outputs ?? [];
      if (!quantised || levels !== first || zero !== third || !this.constants.has(weight)) continue;
      if (zeros !== '' && !this.constants.has(zeros)) continue;
      for (const [own, columns] of this.ways(scales)) {
        if (own !== scale || this.constants.get(columns)?.type !== 'float') continue;
        const operator = sums.operator === 'MatMulInteger' ? 'QuantisedMatMul' : 'QuantisedConv';
        const inputs = [quantised.inputs[0] ?? '', weight, zeros, columns];
        return { operator, inputs, outputs: operation.outputs, attributes: sums.attributes };
      }
    }
    return null;
  }

  /** A product times a number, as attention scales its queries. */
  private scaled(operation: Operation): Operation | null {
    for (const [inner, by] of this.ways(operation)) {
      const factor = this.scalar(by);
      const made = factor === null ? null : this.maker(inner, 'Add', 'Mul');
      const product = made && this.product(made);
      if (factor === null || product?.operator !== 'QuantisedMatMul') continue;
      return { ...product, outputs: operation.outputs, attributes: new Map([['factor', factor]]) };
    }
    return null;
  }

  /** Gather of a table of bytes -> DequantizeLinear */
  private rowsOfBytes({ inputs, outputs, attributes }: Operation): Operation | null {
    const [rows, ...grid] = inputs;
    const gather = this.maker(rows, 'Gather');
    const [table = '', indices = ''] = gather?.inputs ?? [];
    const isPlain = gather && (gather.attributes.get('axis') ?? 0) === 0;
    // Indices that are constant, too, are looked up while the graph is read.
    if (!isPlain || !this.constants.has(table) || this.constants.has(indices)) return null;
    return { operator: 'QuantisedGather', inputs: [table, indices, ...grid], outputs, attributes };
  }

  /** (x - mean) / sqrt(mean of squares + epsilon) * gain + bias */
  private norm(operation: Operation): Operation | null {
    for (const [scaled, bias] of this.ways(operation)) {
      const mul = this.maker(scaled, 'Mul');
      if (!mul || !this.isRow(bias)) continue;
      for (const [divided, gain] of this.ways(mul)) {
        const division = this.maker(divided, 'Div');
        const unit = division && this.isRow(gain) ? this.unit(division) : null;
        if (!unit) continue;
        const { x, axis, epsilon } = unit;
        const attributes = new Map<string, Attribute>([
          ['axis', axis],
          ['epsilon', epsilon],
        ]);
        return { operator: 'Norm', inputs: [x, gain, bias], outputs: operation.outputs, attributes };
      }
    }
    return null;
  }

  private unit({ inputs }: Operation): { x: string; axis: number; epsilon: number } | null {
    const [centred = '', deviation] = inputs;
    const difference = this.maker(centred, 'Sub');
    const root = this.maker(deviation, 'Sqrt');
    const shifted = this.maker(root?.inputs[0], 'Add');
    if (!difference || !shifted) return null;
    const [x = '', mean] = difference.inputs;
    const averaged = this.mean(mean);
    if (!averaged || averaged.x !== x) return null;
    for (const [variance, small] of this.ways(shifted)) {
      const epsilon = this.scalar(small);
      const spread = this.mean(variance);
      if (epsilon === null || !spread || spread.axis !== averaged.axis) continue;
      const squares = this.maker(spread.x, 'Pow', 'Mul');
      const [base, other] = squares?.inputs ?? [];
      const isSquare = squares?.operator === 'Mul' ? base === other : this.scalar(other) === 2;
      const same = base === centred || this.isSame(base, difference);
      if (squares && isSquare && same) return { x, axis: averaged.axis, epsilon };
    }
    return null;
  }

  private mean(name: string | undefined): { x: string; axis: number } | null {
    const reduction = this.maker(name, 'ReduceMean');
    if (!reduction || (reduction.attributes.get('keepdims') ?? 1) !== 1) return null;
    const [x = '', listed] = reduction.inputs;
    const axes = listed
      ? Array.from(this.constants.get(listed)?.data ?? [])
      : reduction.attributes.get('axes');
    return Array.isArray(axes) && axes.length === 1 ? { x, axis: axes[0] as number } : null;
  }

  private wholeNorm(operation: Operation): Operation | null {
    const { inputs, outputs, attributes } = operation;
    if (inputs.length !== 3 || outputs.length !== 1 || !this.isRow(inputs[1]) || !this.isRow(inputs[2]))
      return null;
    const given = { axis: -1, epsilon: 1e-5, ...Object.fromEntries(attributes) };
    return { operator: 'Norm', inputs, outputs, attributes: new Map(Object.entries(given)) };
  }

  /** x * sigmoid(factor * x) */
  private quickGelu(operation: Operation): Operation | null {
    for (const [x, gate] of this.ways(operation)) {
      const inner = this.maker(gate, 'Sigmoid')?.inputs[0];
      if (inner === undefined) continue;
      if (inner === x) return activation(operation, x, ACTIVATION.quick, 1);
      const scaled = this.maker(inner, 'Mul');
      for (const [own, by] of scaled ? this.ways(scaled) : []) {
        const factor = this.scalar(by);
        if (own === x && factor !== null) return activation(operation, x, ACTIVATION.quick, factor);
      }
    }
    return null;
  }

  /** x * 0.5 * (1 + erf(x / sqrt(2))), in any order of the factors */
  private gelu(operation: Operation): Operation | null {
    const factors = this.factorsOf(operation);
    if (factors.length !== 3) return null;
    const half = factors.findIndex((name) => this.scalar(name) === 0.5);
    const rest = factors.filter((_, i) => i !== half);
    if (half === -1 || rest.length !== 2) return null;
    for (const [x, gate] of [rest, [...rest].reverse()] as [string, string][]) {
      const sum = this.maker(gate, 'Add');
      for (const [erf, one] of sum ? this.ways(sum) : []) {
        const inner = this.maker(erf, 'Erf')?.inputs[0];
        if (this.scalar(one) === 1 && this.isHalfRootOf(inner, x)) {
          return activation(operation, x, ACTIVATION.erf, 1);
        }
      }
    }
    return null;
  }

  /** The factors of a product of products, two levels deep. */
  private factorsOf({ inputs }: Operation): string[] {
    return inputs.flatMap((name) => this.maker(name, 'Mul')?.inputs ?? [name]);
  }

  private isHalfRootOf(name: string | undefined, x: string): boolean {
    const operation = this.maker(name, 'Div', 'Mul');
    if (!operation) return false;
    const near = (value: number | null, wanted: number) => value !== null && Math.abs(value - wanted) < 1e-5;
    const [a, b] = operation.inputs;
    if (operation.operator === 'Div') return a === x && near(this.scalar(b), 1 / HALF_ROOT);
    return this.ways(operation).some(([own, by]) => own === x && near(this.scalar(by), HALF_ROOT));
  }
}

function activation({ outputs }: Operation, x: string, kind: number, factor: number): Operation {
  return {
    operator: 'Activation',
    inputs: [x],
    outputs,
    attributes: new Map([
      ['kind', kind],
      ['factor', factor],
    ]),
  };
}
