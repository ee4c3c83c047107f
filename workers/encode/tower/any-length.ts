/**
 * Runs a tower whose inputs have any length, as those of texts: a program for each length, made when it is first needed,
 * on the same weights. Texts are never padded, so a result depends on nothing else.
 */

import type { Graph } from './graph';
import type { Form } from './kernels';
import { Loaded, type Ready } from './loaded';
import type { Given } from './lower';

/** Capacity of the cache of programs: queries have some five to twelve tokens. */
const MOST_KEPT = 16;

export class AnyLengthTower {
  /** By length; the one that was used last comes last. */
  private readonly programs = new Map<number, Ready>();
  /** The one that the memory is prepared for. */
  private entered: Ready | null = null;

  private constructor(
    private readonly loaded: Loaded,
    private readonly inputs: readonly string[],
  ) {}

  /**
   * Plans a graph for its longest inputs and packs its weights; the graph is not needed afterwards.
   * @param graph whose inputs are all integers, 1 x length
   * @param output name of the output that is wanted
   * @throws Problem `model-unsupported` if the graph has anything that is not known here
   */
  static async open(graph: Graph, longest: number, output: string, form?: Form): Promise<AnyLengthTower> {
    const inputs = graph.inputs.map(({ name }) => name);
    const { loaded } = await Loaded.open(graph, ofLength(inputs, longest), output, form);
    return new AnyLengthTower(loaded, inputs);
  }

  /**
   * @param inputs values in the graph's order, of one length
   * @returns a copy of the output, and its dimensions
   * @throws Problem `model-unsupported` if the graph with inputs of this length has anything that is not known here
   */
  run(...inputs: ArrayLike<number>[]): { dims: readonly number[]; data: Float32Array<ArrayBuffer> } {
    const program = this.programOf(inputs[0]?.length ?? 0);
    if (program !== this.entered) program.enter();
    this.entered = program;
    return { dims: program.dims, data: this.loaded.run(program, inputs) };
  }

  private programOf(length: number): Ready {
    const { loaded, programs } = this;
    const program = programs.get(length) ?? loaded.ready(loaded.lower(ofLength(this.inputs, length)), 1);
    programs.delete(length);
    programs.set(length, program);
    const [oldest] = programs.keys();
    if (programs.size > MOST_KEPT && oldest !== undefined) programs.delete(oldest);
    return program;
  }
}

function ofLength(inputs: readonly string[], length: number): Given[] {
  return inputs.map((name) => ({ name, type: 'int', dims: [1, length] }));
}
