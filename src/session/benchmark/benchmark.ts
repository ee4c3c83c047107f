/** Measures every installed encoder on every backend of this device, one after the other. */

import type { ReadonlySignal, Signal } from '@preact/signals';
import { NO_FILTER } from '#core/filter';
import type { Backend, ImageEntry, Space, TextEntry, Timing } from '#core/space';
import { normalise } from '#core/vector';
import { textBackends } from '#workers/encode/contract';
import type { Presences } from '#workers/models/contract';
import type { OpenSpace } from '../finding/active-space';
import type { Attempt } from '../shell/notices';
import { spawnEncoder } from '../workers';
import { failureOf, isImage, withEncoder } from './benchmark-encoder';
import { measureSides, type SideParts } from './benchmark-sides';
import type { BenchmarkFailure, BenchmarkReport, BenchmarkRow } from './contract';
import { deviceLine, memoryInUse, watchPressure } from './device';

const SCANS = 10;

export interface BenchmarkParts extends SideParts {
  presences: ReadonlySignal<Presences>;
  ready: ReadonlySignal<Promise<OpenSpace>>;
  photos(): number;
}

/** @param report updated after each measurement; null until the first start */
export function benchmarkVerbs(
  report: Signal<BenchmarkReport | null>,
  parts: BenchmarkParts,
  attempt: Attempt,
) {
  let run = 0;
  const change = (more: Partial<BenchmarkReport>) => {
    if (report.value) report.value = { ...report.value, ...more };
  };

  async function start(): Promise<void> {
    const mine = ++run;
    const stopped = () => mine !== run;
    report.value = {
      rows: [],
      sides: [],
      decoding: null,
      measuring: '',
      scan: null,
      memory: null,
      pressure: null,
      device: await deviceLine(),
    };
    const unwatch = watchPressure((pressure) => !stopped() && change({ pressure }));
    const isReady = ({ id }: { id: string }) => parts.presences.peek()[id]?.state === 'ready';
    for (const space of parts.spaces.peek()) {
      for (const encoder of [...space.images.filter(isReady), ...space.texts.filter(isReady)]) {
        for (const backend of await backendsFor(encoder)) {
          if (stopped()) return unwatch();
          change({ measuring: encoder.id });
          const row = await measure(space, encoder, backend);
          if (!stopped()) change({ rows: [...(report.value?.rows ?? []), row] });
        }
      }
    }
    await measureSides(parts, report.value.rows, {
      stopped,
      measuring: (what) => change({ measuring: what }),
      decoded: (decoding) => change({ decoding }),
      found: (side) => change({ sides: [...(report.value?.sides ?? []), side] }),
    });
    const scan = await measureScan(parts);
    unwatch();
    if (!stopped()) change({ scan, measuring: null });
    // Browsers report memory at the next garbage collection, up to twenty seconds later: nothing waits for
    // it.
    const memory = await memoryInUse();
    if (!stopped()) change({ memory });
  }

  return {
    start: () => attempt(start),
    stop: () => {
      run++;
      change({ measuring: null });
    },
  };
}

async function backendsFor(encoder: ImageEntry | TextEntry): Promise<Backend[]> {
  if (!isImage(encoder)) return textBackends(encoder);
  const worker = spawnEncoder();
  const candidates = await worker.encoder.backendCandidates(encoder);
  worker.dismiss();
  return candidates;
}

async function measure(
  space: Space,
  encoder: ImageEntry | TextEntry,
  backend: Backend,
): Promise<BenchmarkRow> {
  let timing: Timing | null = null;
  let failure: BenchmarkFailure | null = null;
  try {
    ({ timing } = await withEncoder(encoder, space.dimension, backend, (opened) => opened.probe()));
  } catch (error) {
    failure = failureOf(error);
  }
  const { id, precision } = encoder;
  const tower = isImage(encoder) ? 'image' : 'text';
  return { encoder: id, space: space.name, tower, precision, backend, timing, failure };
}

/** Times a query over the whole library, including the messages to the search worker and back. */
async function measureScan({ ready, photos }: BenchmarkParts): Promise<BenchmarkReport['scan']> {
  const { search, space } = await ready.peek();
  const query = Float32Array.from({ length: space.dimension }, (_, i) => Math.sin(i + 1));
  normalise(query);
  const question = { vector: query, filter: NO_FILTER, without: null, limit: 100 };
  await search.rank(question);
  const start = performance.now();
  for (let i = 0; i < SCANS; i++) await search.rank(question);
  return { ms: (performance.now() - start) / SCANS, photos: photos() };
}
