/** Turns a graph into programs for inputs of given dimensions. */

import { fused } from './fuse';
import type { Constant, Graph, Operation } from './graph';
import { Lowering } from './lowering';
import type { Loader } from './memory';
import { OPERATORS } from './operators/table';
import type { Plan } from './program';
import type { View } from './views';
import { Weights } from './weights';

/** An input of a graph, with the dimensions of every run. */
export interface Given {
  name: string;
  type: View['type'];
  dims: readonly number[];
}

export interface Lowered {
  plan: Plan;
  /** Addresses of the inputs, in floats; in the order in which they were given. */
  inputs: readonly number[];
  /** Address of the output. */
  output: number;
  dims: readonly number[];
}

/** A graph on its way to programs: one for each dimensions of its inputs, on the same weights. */
export class Source {
  readonly weights = new Weights();
  private readonly operations: readonly Operation[];
  private constants: ReadonlyMap<string, Constant>;

  /** @param output name of the output that is wanted */
  constructor(
    graph: Graph,
    private readonly output: string,
  ) {
    this.operations = fused(graph, output);
    this.constants = graph.constants;
  }

  /** @throws Problem `model-unsupported` if the graph has anything that the runtime does not know */
  lower(given: readonly Given[]): Lowered {
    const lowering = new Lowering(this.constants, OPERATORS, this.weights);
    const inputs = given.map(({ name, type, dims }) => lowering.input(name, type, dims));
    for (const operation of this.operations) lowering.add(operation);
    const view = lowering.contiguous(lowering.view(lowering.value(this.output)));
    const plan = lowering.program.plan(
      this.weights.end,
      inputs.map(({ buffer }) => buffer),
      [view.buffer],
    );
    return {
      plan,
      inputs: inputs.map(({ buffer }) => buffer.at / 4),
      output: view.buffer.at / 4 + view.offset,
      dims: view.dims,
    };
  }

  /** Packs the weights, and lets the graph's own go. Called once, after the first program is lowered. */
  pack(loader: Loader): void {
    this.weights.fill(loader);
    this.constants = this.weights.without(this.constants);
  }
}
