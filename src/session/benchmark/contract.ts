/** How fast this device is with each encoder that is here, and what boxes add to it. */

import type { ReadonlySignal } from '@preact/signals';
import type { ProblemCode } from '#core/errors';
import type { Backend, EncoderId, Timing } from '#core/space';
import type { BoxLatency, BoxLoad } from '#workers/library/contract';

/** Nothing here rejects: a measurement that is not possible is a failure in the report. */
export interface Benchmark {
  /** Null until one was started. */
  readonly report: ReadonlySignal<BenchmarkReport | null>;
  /** Measures every encoder that is here on every backend of this device. */
  start(): void;
  stop(): void;
}

/** What the benchmark measured, row by row, as far as it is. */
export interface BenchmarkReport {
  rows: readonly BenchmarkRow[];
  /** This device and the boxes beside it; empty if there is no box. */
  sides: readonly BenchmarkSide[];
  /** What is being measured right now; null when it has ended. */
  measuring: string | null;
  /** Milliseconds for one query over the whole library, and how many photos that is. */
  scan: { ms: number; photos: number } | null;
  /** Bytes of memory of the page and its workers, if the browser tells; it may come after all else. */
  memory: number | null;
  /** Highest pressure on the processor while it ran, as the Compute Pressure API names it; null if the browser lacks it. */
  pressure: Pressure | null;
  /** Browser, processor threads, graphics adapter: one line. */
  device: string;
}

export type Pressure = 'nominal' | 'fair' | 'serious' | 'critical';

/** This device or a box, encoding photos with the model in use. */
export interface BenchmarkSide {
  /** Name of the box; null for this device. */
  box: string | null;
  /** What runs the encoder: `wasm`, `webgpu`, or what the box calls its own. */
  backend: string;
  /** What the encoder alone takes, milliseconds a picture; null with a `failure`. */
  timing: Timing | null;
  /** Pictures a second from prepared pixels; of a box with the way there and back. */
  perSecond: number | null;
  /** Of a box: where the time goes. */
  latency: BoxLatency | null;
  /** Of a box: what it says of itself. */
  load: BoxLoad | null;
  /** Highest pressure on this device's processor meanwhile, if the browser tells. */
  pressure: Pressure | null;
  failure: BenchmarkFailure | null;
}

/** Why there are no times. */
export interface BenchmarkFailure {
  code: ProblemCode;
  /** What went wrong exactly, for engineers, in English. */
  detail: string;
}

export interface BenchmarkRow {
  encoder: EncoderId;
  space: string;
  tower: 'image' | 'text';
  precision: string;
  backend: Backend;
  /** Milliseconds a picture or a text, over ten runs after three to warm up; null with a `failure`. */
  timing: Timing | null;
  failure: BenchmarkFailure | null;
}
