/**
 * A run as each thread does it: of every task it takes parts until none is left, then waits until all have arrived.
 * Threads differ in speed, because other programs use the cores too, so the parts are not assigned beforehand.
 */

import { type Kernels, sharedMemory } from './kernels';
import type { Stage } from './program';

/** Places in the control words, which are shared memory. */
const RUNS = 0;
const ARRIVED = 1;
const DONE = 2;
/** Of each task: the units that are taken. On a cache line of its own. */
const TAKEN = 16;

/** A thread takes this share of its even share of what is left: large parts first, small ones at the end. */
const SHARE = 1 / 2;
/** The smallest parts of a task for each thread, so that the last one takes 20 microseconds at most. */
const PARTS = 32;
/** How often a thread looks before it sleeps: some 50 microseconds, longer than any smallest part. */
const LOOKS = 10_000;

/** What a thread gets; plain data. */
export interface Crew {
  memory: WebAssembly.Memory;
  relaxed: boolean;
  stages: readonly Stage[];
  control: Int32Array;
  /** With the one that asks for runs. */
  threads: number;
}

/** @returns control words for a program of this many tasks */
export function controlWords(tasks: number, threads: number): Crew['control'] {
  const words = TAKEN + tasks;
  // Shared ones of a memory, because pages that are not isolated have it without its constructor.
  return threads === 1 ? new Int32Array(words) : new Int32Array(sharedMemory(words * 4).buffer);
}

/** Wakes the others, and returns once the run is done. The thread that asks for runs calls it. */
export function lead(crew: Crew, kernels: Kernels): void {
  const { control } = crew;
  // The others touch these between the wake-up and their last arrival alone.
  control.fill(0, TAKEN);
  Atomics.add(control, RUNS, 1);
  Atomics.notify(control, RUNS);
  takePart(crew, kernels);
}

/** Sleeps between runs, and takes part in each. Never returns: the worker is ended. */
export function follow(crew: Crew, kernels: Kernels): never {
  for (let run = 0; ; run++) {
    Atomics.wait(crew.control, RUNS, run);
    takePart(crew, kernels);
  }
}

function takePart({ control, stages, threads }: Crew, kernels: Kernels): void {
  let taken = TAKEN;
  for (const tasks of stages) {
    for (const { units, calls } of tasks) {
      for (;;) {
        const size = partOf(units, Atomics.load(control, taken), threads);
        const from = Atomics.add(control, taken, size);
        if (from >= units) break;
        for (const { kernel, args, units: own, each } of calls)
          kernels[kernel]?.(...args, from * each, Math.min(own, (from + size) * each));
      }
      taken++;
    }
    arrive(control, threads);
  }
}

/** Units of the next part (guided self-scheduling). Of many an even number, because two panels of a product share cache lines. */
function partOf(units: number, taken: number, threads: number): number {
  if (threads === 1) return units;
  const size = Math.ceil(Math.max(((units - taken) * SHARE) / threads, units / (threads * PARTS)));
  return units > PARTS ? size + (size & 1) : size;
}

/** A barrier. `DONE` counts the stages of all runs: it cannot pass a thread that has not arrived. */
function arrive(control: Crew['control'], threads: number): void {
  const done = Atomics.load(control, DONE);
  if (Atomics.add(control, ARRIVED, 1) + 1 === threads) {
    Atomics.store(control, ARRIVED, 0);
    Atomics.add(control, DONE, 1);
    Atomics.notify(control, DONE);
    return;
  }
  for (let look = 0; look < LOOKS; look++) {
    if (Atomics.load(control, DONE) !== done) return;
  }
  Atomics.wait(control, DONE, done);
}
