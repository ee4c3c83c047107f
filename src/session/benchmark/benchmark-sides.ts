/** Compares this device with the boxes: each encodes with the model in use while loads are recorded. */

import type { ReadonlySignal } from '@preact/signals';
import type { Backend, Choice, ImageEntry, Space, Timing } from '#core/space';
import type { BoxState, LibraryWorker } from '#workers/library/contract';
import { failureOf, withEncoder } from './benchmark-encoder';
import type { BenchmarkRow, BenchmarkSide, Pressure } from './contract';
import { watchPressure } from './device';

/** Duration of the device's measurement: long enough for several pressure samples, at two a second. */
const LONG_ENOUGH_MS = 2500;

export interface SideParts {
  spaces: ReadonlySignal<readonly Space[]>;
  choices: ReadonlySignal<{ active: Choice }>;
  boxes: ReadonlySignal<readonly BoxState[]>;
  library: Pick<LibraryWorker, 'measureBox'>;
}

interface Telling {
  stopped(): boolean;
  measuring(what: string): void;
  found(side: BenchmarkSide): void;
}

type Measured = Pick<BenchmarkSide, 'timing' | 'perSecond'> & Partial<BenchmarkSide>;

/**
 * Measures the device and every enabled box, one after the other; does nothing if no box is enabled.
 * @param rows earlier measurements, which show the fastest backend of this device
 */
export async function measureSides(
  { spaces, choices, boxes, library }: SideParts,
  rows: readonly BenchmarkRow[],
  tell: Telling,
): Promise<void> {
  const enabled = boxes.peek().filter((box) => box.enabled);
  const { active } = choices.peek();
  const space = spaces.peek().find(({ id }) => id === active.space);
  const encoder = space?.images.find(({ id }) => id === active.image);
  if (enabled.length === 0 || !space || !encoder || tell.stopped()) return;
  const backend = fastest(encoder, rows);
  tell.measuring(encoder.id);
  const device = await underWatch(null, backend, () => probeLong(encoder, space.dimension, backend));
  if (!tell.stopped()) tell.found(device);
  for (const box of enabled) {
    if (tell.stopped()) return;
    tell.measuring(box.name);
    const side = await underWatch(box.name, box.backend ?? '', async () => {
      const { encoder: timing, ...more } = await library.measureBox(box.id);
      const { perSecond, latency, load } = more;
      return { backend: more.backend, timing, perSecond, latency, load };
    });
    if (!tell.stopped()) tell.found(side);
  }
}

function fastest(encoder: ImageEntry, rows: readonly BenchmarkRow[]): Backend {
  let best: BenchmarkRow | undefined;
  for (const row of rows) {
    if (row.encoder !== encoder.id || !row.timing) continue;
    if (!best?.timing || row.timing.avg < best.timing.avg) best = row;
  }
  return best?.backend ?? 'wasm';
}

async function underWatch(
  box: string | null,
  backend: string,
  measure: () => Promise<Measured>,
): Promise<BenchmarkSide> {
  let pressure: Pressure | null = null;
  const unwatch = watchPressure((higher) => {
    pressure = higher;
  });
  const nothing = { box, backend, timing: null, perSecond: null, latency: null, load: null, failure: null };
  try {
    const measured = await measure();
    return { ...nothing, ...measured, pressure };
  } catch (error) {
    return { ...nothing, pressure, failure: failureOf(error) };
  } finally {
    unwatch();
  }
}

/** Repeats probes of ten runs until the pressure on the processor has had time to show. */
function probeLong(encoder: ImageEntry, dimension: number, backend: Backend): Promise<Measured> {
  return withEncoder(encoder, dimension, backend, async (opened) => {
    const probes: Timing[] = [];
    const end = performance.now() + LONG_ENOUGH_MS;
    do probes.push(await opened.probe());
    while (performance.now() < end);
    const avg = probes.reduce((sum, probe) => sum + probe.avg, 0) / probes.length;
    const min = Math.min(...probes.map((probe) => probe.min));
    const max = Math.max(...probes.map((probe) => probe.max));
    return { timing: { min, avg, max }, perSecond: 1000 / avg };
  });
}
