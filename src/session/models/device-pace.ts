/** What this device was measured at, from which the times of models that are not here are predicted. */

import { effect, type ReadonlySignal } from '@preact/signals';
import { gpuAdapter, isSoftware } from '#core/gpu';
import type { Indexing } from '#core/photo';
import type { Backend, EncoderId, Space } from '#core/space';
import type { DevicePace } from '#models/forecast';
import { type EncodeWorker, encoderThreads } from '#workers/encode/contract';
import type { BackendChoice } from '#workers/library/contract';

export interface PaceParts {
  /** With the files of its image encoder stored. */
  starter: Space;
  backends: ReadonlySignal<readonly BackendChoice[]>;
  indexing: ReadonlySignal<Pick<Indexing, 'state'>>;
  spawn(): {
    encoder: Pick<EncodeWorker, 'openImage' | 'probe' | 'measureGraphics'>;
    dismiss(): void;
  };
}

/**
 * Takes the starter's pace from the indexing, and if there was none, e.g. because boxes did it or a backup brought the
 * photos, from a probe; the graphics processor is measured in a worker. Null if that fails. Never rejects.
 */
export async function devicePace(parts: PaceParts): Promise<DevicePace | null> {
  const { starter, backends, indexing, spawn } = parts;
  const [image] = starter.images;
  const seen = () => backends.value.find(({ encoder }) => encoder === image?.id)?.paces?.wasm;
  try {
    await until(() => seen() !== undefined || indexing.value.state !== 'running');
    const pace = seen();
    const adapter = await gpuAdapter();
    const hasGraphics = adapter !== null && !isSoftware(adapter);
    if (pace && !hasGraphics) return { starter: pace.picture, photo: pace.photo, graphics: null };
    const { encoder, dismiss } = spawn();
    try {
      const graphics = hasGraphics ? await encoder.measureGraphics() : null;
      if (pace) return { starter: pace.picture, photo: pace.photo, graphics };
      if (!image) return null;
      await encoder.openImage(image, starter.dimension, 'wasm', encoderThreads());
      return { starter: (await encoder.probe()).timing.avg, photo: 0, graphics };
    } finally {
      dismiss();
    }
  } catch (error) {
    console.warn('This device was not measured:', error);
    return null;
  }
}

/**
 * What encoders that have been at work here took, in milliseconds a picture: as indexing saw it, else as probed. Infinite
 * on a backend that was refused.
 */
export function knownTimes(
  backends: readonly BackendChoice[],
): Record<EncoderId, Partial<Record<Backend, number>>> {
  return Object.fromEntries(
    backends.map(({ encoder, timings, refused, paces = {} }) => [
      encoder,
      Object.fromEntries(
        (['wasm', 'tower', 'webgpu'] as const).flatMap((backend) => {
          const isRefused = refused[backend] !== undefined;
          const ms = isRefused
            ? Number.POSITIVE_INFINITY
            : (paces[backend]?.picture ?? timings[backend]?.avg);
          return ms === undefined ? [] : [[backend, ms]];
        }),
      ),
    ]),
  );
}

function until(isMet: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const stop = effect(() => {
      if (!isMet()) return;
      resolve();
      // An effect cannot end itself while it first runs.
      queueMicrotask(() => stop());
    });
  });
}
