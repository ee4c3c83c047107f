/**
 * A program: the kernels to call, with addresses in one memory. It is planned once, while a graph is read, and is plain
 * data afterwards, so that every thread can run its share of it.
 */

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

/** Writes a fixed buffer, before the first run. @param scratch address of `scratchBytes` bytes */
export type Fill = {
  buffer: Buffer;
  scratchBytes: number;
  write: (loader: Loader, at: number, scratch: number) => void;
};

/** What fills buffers: the memory, and the kernels that pack weights. */
interface Loader {
  bytes: Uint8Array;
  /** How products will multiply, a `how` of `kernels.ts`. */
  how: number;
  call(kernel: string, ...args: number[]): void;
}

const LINE = 64;
/** Kernels read up to 16 bytes past the end of rows, and the first bytes are not used: 0 stands for no address. */
const MARGIN = 64;

export class Program {
  private readonly steps: Step[] = [];
  private readonly fills: Fill[] = [];
  private readonly fixed: Buffer[] = [];

  buffer(bytes: number): Buffer {
    return { bytes, fixed: false, at: -1 };
  }

  /** Adds a buffer that is filled before the first run. */
  filled(bytes: number, write: Fill['write'], scratchBytes = 0): Buffer {
    const buffer = { bytes, fixed: true, at: -1 };
    this.fixed.push(buffer);
    this.fills.push({ buffer, write, scratchBytes });
    return buffer;
  }

  /** Adds a call of a kernel. @param units, span see `Step` */
  step(kernel: string, args: Step['args'], units: number, span?: number): void {
    this.steps.push({ kernel, args, units, span });
  }

  /**
   * Places all buffers: the fixed ones first, then the others by first fit, each from the stage that writes it until
   * the last that reads it.
   * @param inputs, outputs that are there before the first stage and after the last
   */
  plan(inputs: readonly Buffer[], outputs: readonly Buffer[]): Plan {
    let end = MARGIN;
    for (const buffer of this.fixed) {
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
    const scratch = Math.max(0, ...this.fills.map(({ scratchBytes }) => scratchBytes));
    return {
      bytes: Math.max(end, base + scratch + MARGIN),
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
      fill: (loader) => {
        // What runs use is free until then.
        for (const { buffer, write } of this.fills) write(loader, buffer.at, base);
        this.fills.length = 0;
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
  fill(loader: Loader): void;
}

function up(bytes: number): number {
  return Math.ceil(bytes / LINE) * LINE;
}

export function addressOf({ buffer, offset }: View) {
  return { buffer, offset: offset * 4 };
}

export function startOf(buffer: Buffer) {
  return { buffer, offset: 0 };
}
