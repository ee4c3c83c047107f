/** Benchmark of the installed encoders on this device, and of its boxes. */

import type { ReadonlySignal } from '@preact/signals';
import type { Cost } from '#core/cost';
import type { ProblemCode } from '#core/errors';
import type { Backend, EncoderId, Timing } from '#core/space';
import type { BoxLatency } from '#workers/library/contract';

/** No verb rejects: a failed measurement is a `failure` in the report. */
export interface Benchmark {
  /** Null until a benchmark was started. */
  readonly report: ReadonlySignal<BenchmarkReport | null>;
  /** Measures every installed encoder on every backend of this device, then what encoding costs it and its boxes. */
  start(): void;
  stop(): void;
}

/** Results so far; grows while the benchmark runs. */
export interface BenchmarkReport {
  rows: readonly BenchmarkRow[];
  /** This device on each backend, and the boxes, for comparison. */
  sides: readonly BenchmarkSide[];
  /** Milliseconds of this device's processor to decode a photo, whoever encodes it; null if not measured. */
  decoding: number | null;
  /** What is being measured right now; null once the benchmark has ended. */
  measuring: string | null;
  /** Milliseconds for one query over the whole library, and the number of photos in it. */
  scan: { ms: number; photos: number } | null;
  /** Bytes of memory of the page and its workers; null if unknown. May arrive after all other results. */
  memory: number | null;
  /** Highest pressure on the processor, in terms of the Compute Pressure API; null in browsers without it. */
  pressure: Pressure | null;
  /** Browser, processor threads, graphics adapter: one line. */
  device: string;
}

export type Pressure = 'nominal' | 'fair' | 'serious' | 'critical';

/** This device on one backend, or a box, encoding prepared pictures with the model in use. */
export interface BenchmarkSide {
  /** Name of the box; null for this device. */
  box: string | null;
  /** Backend: `wasm`, `webgpu`, or the box's own name for its backend. */
  backend: string;
  /** Time of the encoder alone, in milliseconds a picture; null with a `failure`. */
  timing: Timing | null;
  /** Pictures a second from prepared pixels; for a box including the network. */
  perSecond: number | null;
  /** Latency of a box, split by where the time goes; null for this device. */
  latency: BoxLatency | null;
  /**
   * What it costs this device: its encoder (see `Probe` of the encode worker), or the bridge to a box. Decoding is not in
   * it. Null with a `failure`.
   */
  here: Cost | null;
  /** What it costs the box's processor, as the box reports it; null for this device. */
  there: Cost | null;
  /** Highest pressure on this device's processor meanwhile; null if the browser does not report it. */
  pressure: Pressure | null;
  failure: BenchmarkFailure | null;
}

/** Why a measurement failed. */
export interface BenchmarkFailure {
  code: ProblemCode;
  /** Exact cause, for engineers, in English. */
  detail: string;
}

export interface BenchmarkRow {
  encoder: EncoderId;
  space: string;
  tower: 'image' | 'text';
  precision: string;
  backend: Backend;
  /** Milliseconds a picture or a text, over ten runs after three warm-up runs; null with a `failure`. */
  timing: Timing | null;
  failure: BenchmarkFailure | null;
}
