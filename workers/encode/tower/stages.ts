/** Orders steps into stages: a barrier costs some ten microseconds, and half of the steps need none before them. */

import type { Buffer } from './views';

export interface Step {
  kernel: string;
  /** Numbers, and addresses in buffers: offsets are in bytes. */
  args: readonly (number | { buffer: Buffer; offset: number })[];
  /** What threads may share, e.g. rows. */
  units: number;
  /**
   * Floats of a unit, if that reads and writes them alone: unit i those from i x span on of every buffer that is not
   * fixed. Undefined for all other steps.
   */
  span: number | undefined;
}

interface OpenTask {
  units: number;
  span: number | undefined;
  calls: { step: Step; each: number }[];
}

/**
 * A step joins the stage before it if it reads nothing that is written there; and a task of it if it reads only what
 * the same unit has written, as a norm does of a sum.
 */
export function stagesOf(steps: readonly Step[]): OpenTask[][] {
  const stages: OpenTask[][] = [];
  const known = new Set<Buffer>();
  /** Buffers that the last stage writes, and the task that does. */
  let written = new Map<Buffer, OpenTask>();
  for (const step of steps) {
    const buffers = step.args.flatMap((arg) =>
      typeof arg === 'object' && !arg.buffer.fixed ? [arg.buffer] : [],
    );
    const makers = new Set(buffers.flatMap((buffer) => written.get(buffer) ?? []));
    const [maker] = makers;
    let task = makers.size === 1 && maker ? lengthened(maker, step) : null;
    if (!task) {
      task = { units: step.units, span: step.span, calls: [{ step, each: 1 }] };
      if (stages.length === 0 || makers.size > 0) {
        stages.push([]);
        written = new Map();
      }
      stages.at(-1)?.push(task);
    }
    for (const buffer of buffers) {
      if (!known.has(buffer) || isTarget(step, buffer)) written.set(buffer, task);
      known.add(buffer);
    }
  }
  return stages;
}

/** A buffer is written by the first step that has it; but several copies may fill one, as parts that are joined. */
function isTarget({ kernel, args: [, to] }: Step, buffer: Buffer): boolean {
  return kernel === 'copy' && typeof to === 'object' && to.buffer === buffer;
}

/** The task with one more call; null if a unit of the step needs more than what a unit of the task gives. */
function lengthened(task: OpenTask, step: Step): OpenTask | null {
  if (
    !task.span ||
    !step.span ||
    step.args.some((arg) => typeof arg === 'object' && arg.offset !== 0 && !arg.buffer.fixed)
  )
    return null;
  const span = Math.max(task.span, step.span);
  const calls = [...task.calls, { step, each: 1 }].map(({ step }) => ({
    step,
    each: span / (step.span ?? span),
  }));
  const units = calls.map(({ step, each }) => Math.ceil(step.units / each));
  if (calls.some(({ each }) => !Number.isInteger(each)) || units.some((count) => count !== units[0]))
    return null;
  return Object.assign(task, { span, calls, units: units[0] });
}
