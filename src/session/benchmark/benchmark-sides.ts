/** Compares the backends of this device with the boxes: each encodes with the model in use, and its cost is recorded. */

import type { ReadonlySignal } from '@preact/signals';
import { costOf } from '#core/cost';
import type { Backend, Choice, ImageEntry, Space } from '#core/space';
import type { Probe } from '#workers/encode/contract';
import type { BoxState, LibraryWorker } from '#workers/library/contract';
import { measureDecoding } from './benchmark-decoding';
import { failureOf, withEncoder } from './benchmark-encoder';
import type { BenchmarkRow, BenchmarkSide, Pressure } from './contract';
import { watchPressure } from './device';

/** Duration of a backend's measurement: long enough for several pressure samples, at two a second. */
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
  decoded(ms: number | null): void;
  found(side: BenchmarkSide): void;
}

type Measured = Pick<BenchmarkSide, 'timing' | 'perSecond'> & Partial<BenchmarkSide>;

/**
 * Measures this device on each backend that works, and every enabled box, one after the other.
 * @param rows earlier measurements, which show the backends that work
 */
export async function measureSides(
  { spaces, choices, boxes, library }: SideParts,
  rows: readonly BenchmarkRow[],
  tell: Telling,
): Promise<void> {
  const { active } = choices.peek();
  const space = spaces.peek().find(({ id }) => id === active.space);
  const encoder = space?.images.find(({ id }) => id === active.image);
  if (!space || !encoder) return;
  const working = rows.filter((row) => row.encoder === encoder.id && row.timing);
  const enabled = boxes.peek().filter((box) => box.enabled);
  if (working.length + enabled.length === 0 || tell.stopped()) return;
  tell.measuring('JPEG');
  const decoding = await measureDecoding();
  if (!tell.stopped()) tell.decoded(decoding);
  for (const { backend } of working) {
    if (tell.stopped()) return;
    tell.measuring(`${encoder.id}, ${backend}`);
    const side = await underWatch(null, backend, () => measureHere(encoder, space.dimension, backend));
    if (!tell.stopped()) tell.found(side);
  }
  for (const box of enabled) {
    if (tell.stopped()) return;
    tell.measuring(box.name);
    const side = await underWatch(box.name, box.backend ?? '', async () => {
      const { backend, encoder: timing, perSecond, latency, here, there } = await library.measureBox(box.id);
      return { backend, timing, perSecond, latency, here, there };
    });
    if (!tell.stopped()) tell.found(side);
  }
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
  const nothing = { timing: null, perSecond: null, latency: null, here: null, there: null, failure: null };
  try {
    const measured = await measure();
    return { ...nothing, box, backend, ...measured, pressure };
  } catch (error) {
    return { ...nothing, box, backend, pressure, failure: failureOf(error) };
  } finally {
    unwatch();
  }
}

/** Repeats probes of ten runs until the pressure on the processor has had time to show. */
function measureHere(encoder: ImageEntry, dimension: number, backend: Backend): Promise<Measured> {
  return withEncoder(encoder, dimension, backend, async (opened) => {
    // The code of a backend that was just started is not optimised yet.
    await opened.probe();
    const probes: Probe[] = [];
    const end = performance.now() + LONG_ENOUGH_MS;
    do probes.push(await opened.probe());
    while (performance.now() < end);
    const avg = probes.reduce((sum, { timing }) => sum + timing.avg, 0) / probes.length;
    const min = Math.min(...probes.map(({ timing }) => timing.min));
    const max = Math.max(...probes.map(({ timing }) => timing.max));
    // The quickest ten runs: any may wait for other programs.
    const processor = Math.min(...probes.flatMap((probe) => probe.processor ?? []));
    const here = costOf(processor, 1000 / avg, navigator.hardwareConcurrency || 2);
    return { timing: { min, avg, max }, perSecond: 1000 / avg, here };
  });
}
