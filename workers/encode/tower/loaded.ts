/** A graph in a memory of its own: its weights, packed, and programs for inputs of given dimensions. */

import { type Graph, unsupported } from './graph';
import { type Form, formOfEngine, instantiate, type Kernels, sharedMemory } from './kernels';
import { type Given, type Lowered, Source } from './lower';
import type { Call } from './program';
import { type Crew, controlWords, lead } from './shared-run';
import { countOf } from './views';

/** Half of what a memory can have: addresses stay positive. */
const MOST_BYTES = 2 ** 31 - 65_536;

/** A program in the memory. */
export interface Ready {
  /** What each thread needs of it. */
  crew: Crew;
  /** Writes what it has of its own; again, if another one has run since. */
  enter(): void;
  /** Addresses of the inputs, in floats; in the order in which they were given. */
  inputs: readonly number[];
  /** Address of the output. */
  output: number;
  /** Dimensions of the output. */
  dims: readonly number[];
}

export class Loaded {
  private readonly floats: Float32Array;

  private constructor(
    private readonly source: Source,
    private readonly memory: WebAssembly.Memory,
    readonly kernels: Kernels,
    private readonly form: Form,
  ) {
    this.floats = new Float32Array(memory.buffer);
  }

  /**
   * Plans a graph and packs its weights; the graph is not needed afterwards.
   * @param given inputs with the largest dimensions of all programs
   * @param output name of the output that is wanted
   * @param form how the kernels multiply; by default what the engine does best
   * @returns also what the graph is with these inputs
   * @throws Problem `model-unsupported` if it has anything that is not known here
   */
  static async open(
    graph: Graph,
    given: readonly Given[],
    output: string,
    form?: Form,
  ): Promise<{ loaded: Loaded; lowered: Lowered }> {
    const source = new Source(graph, output);
    const lowered = source.lower(given);
    const { plan } = lowered;
    const chosen = form ?? (await formOfEngine());
    const size = Math.max(plan.bytes, source.weights.packedBytes);
    if (size > MOST_BYTES) throw unsupported(`a graph of ${Math.round(size / 1e6)} MB`);
    const memory = sharedMemory(size);
    const kernels = await instantiate(memory, chosen);
    const bytes = new Uint8Array(memory.buffer);
    source.pack({ bytes, how: chosen.how, call: (kernel, ...args) => void kernels[kernel]?.(...args) });
    return { loaded: new Loaded(source, memory, kernels, chosen), lowered };
  }

  /** @throws Problem `model-unsupported` if the graph with such inputs has anything that is not known here */
  lower(given: readonly Given[]): Lowered {
    return this.source.lower(given);
  }

  /**
   * @param threads that will share its runs
   * @throws Problem `model-unsupported` if the memory has no room for it
   */
  ready({ plan, ...places }: Lowered, threads: number): Ready {
    const { memory, form } = this;
    if (plan.bytes > memory.buffer.byteLength) throw unsupported('inputs that need more memory');
    const stages = plan.stages.map((tasks) =>
      tasks.map((task) => ({ ...task, calls: task.calls.map((call) => withEngineArgs(call, form)) })),
    );
    const control = controlWords(stages.flat().length, threads);
    return {
      ...places,
      crew: { memory, relaxed: form.relaxed, stages, control, threads },
      enter: () => plan.fill(new Uint8Array(memory.buffer)),
    };
  }

  /**
   * Runs a program that has entered.
   * @param values of its inputs, in the order in which they were given
   * @returns a copy of the output
   */
  run(
    { crew, inputs, output, dims }: Ready,
    values: readonly ArrayLike<number>[],
  ): Float32Array<ArrayBuffer> {
    for (const [i, each] of values.entries()) this.floats.set(each, inputs[i]);
    lead(crew, this.kernels);
    return new Float32Array(this.floats.subarray(output, output + countOf(dims)));
  }
}

/** Adds what the engine decides. */
function withEngineArgs(call: Call, { how, signed }: Form): Call {
  const more = { quantise: [signed ? 128 : 0], product: [how, Number(signed)] }[call.kernel] ?? [];
  return { ...call, args: [...call.args, ...more] };
}
