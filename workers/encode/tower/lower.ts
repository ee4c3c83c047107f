/** Turns a graph into a program for inputs of given dimensions. */

import { fused } from './fuse';
import type { Graph } from './graph';
import { Lowering } from './lowering';
import { OPERATORS } from './operators/table';
import type { Plan } from './program';
import type { View } from './views';

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

/**
 * @param output name of the output that is wanted
 * @throws Problem `model-unsupported` if the graph has anything that the runtime does not know
 */
export function lower(graph: Graph, given: readonly Given[], output: string): Lowered {
  const lowering = new Lowering(graph.constants, OPERATORS);
  const inputs = given.map(({ name, type, dims }) => lowering.input(name, type, dims));
  for (const operation of fused(graph, output)) lowering.add(operation);
  const view = lowering.contiguous(lowering.view(lowering.value(output)));
  const plan = lowering.program.plan(
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
