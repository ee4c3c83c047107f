/** Turns operations into constants, views or steps of a program, with all dimensions known. */

import { Problem } from '#core/errors';
import { fold } from './fold';
import { type Constant, type Operation, unsupported } from './graph';
import { addressOf, Program } from './program';
import { type Buffer, countOf, isContiguous, joined, stridesOf, type View } from './views';
import type { Weights } from './weights';

export type Value = Constant | View;

export function isConstant(value: Value): value is Constant {
  return 'data' in value;
}

/** @throws Problem `model-unsupported` for one that is known in runs alone */
export function dimensionsOf(value: Value | undefined): Constant | undefined {
  if (value && !isConstant(value)) throw unsupported('dimensions that depend on the input');
  return value;
}

/** Turns its inputs into views or steps; null refuses the graph. An omitted input is undefined. */
export type Operator = (l: Lowering, operation: Operation, inputs: Inputs) => Value[] | null;
export type Inputs = readonly (Value | undefined)[];

/** What becomes of the operations so far. */
export class Lowering {
  readonly program = new Program();
  /** What is quantised already: levels and statistics, by the view. */
  readonly quantised = new Map<View, { levels: Buffer; statistics: Buffer }>();
  private readonly values = new Map<string, Value>();
  private readonly placed = new Map<Constant, View>();
  /** Constants of the graph. */
  private readonly given: ReadonlySet<Constant>;
  /** These, and what is calculated from them alone: the same for inputs of any dimensions. */
  private readonly invariant: Set<Constant>;

  constructor(
    private readonly constants: ReadonlyMap<string, Constant>,
    private readonly operators: Readonly<Record<string, Operator>>,
    readonly weights: Weights,
  ) {
    this.given = new Set(constants.values());
    this.invariant = new Set(this.given);
  }

  input(name: string, type: View['type'], dims: readonly number[]): View {
    const view = this.fresh(dims, type);
    this.values.set(name, view);
    return view;
  }

  value(name: string): Value {
    const value = this.values.get(name) ?? this.constants.get(name);
    if (!value) throw new Problem('model-unsupported', `The graph has no value ${name}.`);
    return value;
  }

  add(operation: Operation): void {
    const inputs = operation.inputs.map((name) => (name === '' ? undefined : this.value(name)));
    const outputs =
      this.folded(operation, inputs) ?? this.operators[operation.operator]?.(this, operation, inputs);
    if (!outputs) throw unsupported(operation.operator);
    const isInvariant = inputs.every((value) => !value || this.isInvariant(value));
    operation.outputs.forEach((name, i) => {
      const value = outputs[i];
      if (value) this.values.set(name, value);
      if (value && isConstant(value) && isInvariant) this.invariant.add(value);
    });
  }

  /** Whether every program of the graph has the same here, so that it may be weights. */
  isInvariant(value: Value): value is Constant {
    return isConstant(value) && this.invariant.has(value);
  }

  /** @throws Problem `model-unsupported` for a value that is known in runs alone, or follows from dimensions of inputs */
  weight(value: Value | undefined): Constant | undefined {
    if (value && !this.isInvariant(value)) throw unsupported('weights that depend on the input');
    return value;
  }

  private folded(operation: Operation, inputs: readonly (Value | undefined)[]): Constant[] | null {
    if (inputs.some((value) => value && !isConstant(value))) return null;
    return fold(operation, inputs as (Constant | undefined)[]);
  }

  /** A new buffer of contiguous floats. */
  fresh(dims: readonly number[], type: View['type'] = 'float'): View {
    const buffer = this.program.buffer(countOf(dims) * 4);
    return { type, buffer, offset: 0, dims, strides: stridesOf(dims) };
  }

  /** The value in memory: a constant gets a place there. */
  view(value: Value): View {
    if (!isConstant(value)) return value;
    const known = this.placed.get(value);
    if (known) return known;
    const { dims, data } = value;
    if (value.type === 'int8') throw unsupported('a constant of int8 outside a product');
    const type = value.type === 'uint8' ? 'bool' : value.type;
    const bytes = data.length * 4;
    const write = (memory: Uint8Array, at: number) =>
      new Float32Array(memory.buffer, at, data.length).set(data);
    const buffer = this.given.has(value)
      ? this.weights.of(value, 'plain', () => ({ bytes, write: (loader, at) => write(loader.bytes, at) }))
      : this.program.filled(bytes, write);
    const view: View = { type, buffer, offset: 0, dims, strides: stridesOf(dims) };
    this.placed.set(value, view);
    return view;
  }

  /** The same numbers one after the other; copies them if they are not. */
  contiguous(view: View): View {
    if (isContiguous(view)) return view;
    const copy = this.fresh(view.dims, view.type);
    this.copy(view, copy);
    return copy;
  }

  /** Copies between views of the same dimensions. */
  copy(from: View, to: View): void {
    const shape = joined(from.dims, [from.strides, to.strides], 5);
    if (!shape) throw unsupported('tensors of more than five dimensions');
    const { dims, strides } = shape;
    const [outer = 1, ...inner] = dims;
    const [source = [], target = []] = strides;
    this.program.step('copy', [addressOf(from), addressOf(to), ...inner, ...source, ...target], outer);
  }
}
