/**
 * A program: the kernels to call, with addresses in one memory. It is planned once, while a graph is read, and is plain
 * data afterwards, so that every thread can run its share of it.
 */

import { MARGIN, up } from './memory';
import { type Step, stagesOf } from './stages';
import type { Buffer, View } from './views';

/** A call of a kernel, with its addresses filled in. */
export interface Call {
  kernel: string;
  args: readonly number[];
  units: number;
  /** Units for each unit of the task. */
  each: number;
}

/** What threads share: a thread that takes a unit does all calls for it. */
interface Task {
  units: number;
  calls: readonly Call[];
}

/** Tasks that do not wait for each other. The next stage waits for all of them. */
export type Stage = readonly Task[];

/** Writes a fixed buffer at an address of the memory. */
type Write = (bytes: Uint8Array, at: number) => void;

export class Program {
  private readonly steps: Step[] = [];
  private readonly fills: { buffer: Buffer; write: Write }[] = [];

  buffer(bytes: number): Buffer {
    return { bytes, fixed: false, at: -1 };
  }

  /** Adds a buffer of this program's own that is filled before its first run. */
  filled(bytes: number, write: Write): Buffer {
    const buffer = { bytes, fixed: true, at: -1 };
    this.fills.push({ buffer, write });
    return buffer;
  }

  /** Adds a call of a kernel. @param units, span see `Step` */
  step(kernel: string, args: Step['args'], units: number, span?: number): void {
    this.steps.push({ kernel, args, units, span });
  }

  /**
   * Places all buffers: the fixed ones first, then the others by first fit, each from the stage that writes it until
   * the last that reads it.
   * @param start address of the first: weights lie before it
   * @param inputs, outputs that are there before the first stage and after the last
   */
  plan(start: number, inputs: readonly Buffer[], outputs: readonly Buffer[]): Plan {
    let end = start;
    for (const { buffer } of this.fills) {
      buffer.at = end;
      end = up(end + buffer.bytes);
    }
    const base = end;
    const stages = stagesOf(this.steps);
    const spans = spansOf(stages, inputs, outputs);
    const placed: { buffer: Buffer; from: number; to: number }[] = [];
    // Large ones first: small ones fit into the gaps that they leave.
    for (const span of [...spans].sort((a, b) => b.buffer.bytes - a.buffer.bytes)) {
      const beside = placed
        .filter(({ from, to }) => from <= span.to && span.from <= to)
        .sort((a, b) => a.buffer.at - b.buffer.at);
      let at = base;
      for (const { buffer } of beside) {
        if (at + span.buffer.bytes + MARGIN <= buffer.at) break;
        at = Math.max(at, up(buffer.at + buffer.bytes + MARGIN));
      }
      span.buffer.at = at;
      placed.push(span);
      end = Math.max(end, up(at + span.buffer.bytes + MARGIN));
    }
    return {
      bytes: end,
      stages: stages.map((tasks) =>
        tasks.map(({ units, calls }) => ({
          units,
          calls: calls.map(({ step: { kernel, args, units: own }, each }) => ({
            kernel,
            args: args.map((arg) => (typeof arg === 'number' ? arg : arg.buffer.at + arg.offset)),
            units: own,
            each,
          })),
        })),
      ),
      fill: (bytes) => {
        for (const { buffer, write } of this.fills) write(bytes, buffer.at);
      },
    };
  }
}

/** From which stage to which each buffer is used. */
function spansOf(stages: ReturnType<typeof stagesOf>, inputs: readonly Buffer[], outputs: readonly Buffer[]) {
  const spans = new Map<Buffer, { buffer: Buffer; from: number; to: number }>();
  const use = (buffer: Buffer, stage: number) => {
    if (buffer.fixed) return;
    const span = spans.get(buffer) ?? { buffer, from: stage, to: stage };
    spans.set(buffer, { buffer, from: Math.min(span.from, stage), to: Math.max(span.to, stage) });
  };
  for (const buffer of inputs) use(buffer, -1);
  stages.forEach((tasks, i) => {
    for (const { step } of tasks.flatMap(({ calls }) => calls)) {
      for (const arg of step.args) if (typeof arg === 'object') use(arg.buffer, i);
    }
  });
  for (const buffer of outputs) use(buffer, stages.length);
  return [...spans.values()];
}

export interface Plan {
  /** Size of the memory. */
  bytes: number;
  stages: readonly Stage[];
  /** Writes the fixed buffers of its own; again, if another program has had the memory. */
  fill(bytes: Uint8Array): void;
}

export function addressOf({ buffer, offset }: View) {
  return { buffer, offset: offset * 4 };
}

export function startOf(buffer: Buffer) {
  return { buffer, offset: 0 };
}
