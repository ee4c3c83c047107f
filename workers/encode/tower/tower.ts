/** Runs a tower of a transformer: a graph whose operators are all known here. */

import { type Graph, unsupported } from './graph';
import { type Form, formOfEngine, instantiate, type Kernels, sharedMemory } from './kernels';
import { type Given, lower } from './lower';
import type { Call } from './program';
import { type Crew, controlWords, lead } from './shared-run';
import { startThreads } from './threads';

/** Half of what a memory can have: addresses stay positive. */
const MOST_BYTES = 2 ** 31 - 65_536;

export class Tower {
  private constructor(
    private readonly memory: Float32Array,
    private readonly kernels: Kernels,
    private readonly crew: Crew,
    /** Ends its threads. */
    readonly close: () => void,
    private readonly inputs: readonly number[],
    private readonly output: number,
    /** Dimensions of the output. */
    readonly dims: readonly number[],
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
    const lowered = lower(graph, given, output);
    const { plan } = lowered;
    const chosen = form ?? (await formOfEngine());
    if (plan.bytes > MOST_BYTES) throw unsupported(`a graph of ${Math.round(plan.bytes / 1e6)} MB`);
    const memory = sharedMemory(plan.bytes);
    const kernels = await instantiate(memory, chosen);
    const bytes = new Uint8Array(memory.buffer);
    plan.fill({ bytes, how: chosen.how, call: (kernel, ...args) => void kernels[kernel]?.(...args) });
    const stages = plan.stages.map((tasks) =>
      tasks.map((task) => ({ ...task, calls: task.calls.map((call) => withEngineArgs(call, chosen)) })),
    );
    const control = controlWords(stages.flat().length);
    const crew = { memory, relaxed: chosen.relaxed, stages, control, threads };
    const close = await startThreads(crew);
    const floats = new Float32Array(memory.buffer);
    return new Tower(floats, kernels, crew, close, lowered.inputs, lowered.output, lowered.dims);
  }

  /**
   * @param inputs values in the order in which they were given
   * @returns a copy of the output
   */
  run(...inputs: ArrayLike<number>[]): Float32Array<ArrayBuffer> {
    for (const [i, values] of inputs.entries()) this.memory.set(values, this.inputs[i]);
    lead(this.crew, this.kernels);
    const count = this.dims.reduce((all, size) => all * size, 1);
    return new Float32Array(this.memory.subarray(this.output, this.output + count));
  }
}

/** Adds what the engine decides. */
function withEngineArgs(call: Call, { how, signed }: Form): Call {
  const more = { quantise: [signed ? 128 : 0], product: [how, Number(signed)] }[call.kernel] ?? [];
  return { ...call, args: [...call.args, ...more] };
}
