/** Runs a tower of a transformer: a graph whose operators are all known here. */

import type { Graph } from './graph';
import type { Form } from './kernels';
import { Loaded, type Ready } from './loaded';
import type { Given } from './lower';
import { startThreads } from './threads';

export class Tower {
  private constructor(
    private readonly loaded: Loaded,
    private readonly program: Ready,
    /** Ends its threads. */
    readonly close: () => void,
  ) {}

  /**
   * Plans a graph and packs its weights; the graph is not needed afterwards.
   * @param given inputs with the dimensions of every run
   * @param output name of the output that is wanted
   * @param threads that share each run; more than 1 need memory that workers may share
   * @throws Problem `model-unsupported` if the graph has anything that is not known here
   */
  static async open(
    graph: Graph,
    given: readonly Given[],
    output: string,
    threads = 1,
    form?: Form,
  ): Promise<Tower> {
    const { loaded, lowered } = await Loaded.open(graph, given, output, form);
    const program = loaded.ready(lowered, threads);
    program.enter();
    return new Tower(loaded, program, await startThreads(program.crew));
  }

  /** Dimensions of the output. */
  get dims(): readonly number[] {
    return this.program.dims;
  }

  /**
   * @param inputs values in the order in which they were given
   * @returns a copy of the output
   */
  run(...inputs: ArrayLike<number>[]): Float32Array<ArrayBuffer> {
    return this.loaded.run(this.program, inputs);
  }
}
