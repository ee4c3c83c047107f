/** Builds made on the device: whether this device is better off with one, and the fallback for one that differs. */

import { effect, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Choice, ImageEntry, Space } from '#core/space';
import type { EncodeWorker } from '#workers/encode/contract';
import type { Presences } from '#workers/models/contract';

interface BuildParts {
  spaces: ReadonlySignal<readonly Space[]>;
  presences: ReadonlySignal<Presences>;
  active: ReadonlySignal<{ choice: Choice; space: Space | undefined }>;
  /** Whether only the processor can run full builds here; set once a source of builds is installed. */
  onProcessor: Signal<boolean>;
  choose(choice: Choice): void;
  spawn(): { encoder: Pick<EncodeWorker, 'backendCandidates'>; dismiss(): void };
}

/** Determines `onProcessor`, and switches from a build that differs too much to its source. */
export function followBuilds(parts: BuildParts): void {
  const { spaces, presences, active, onProcessor, choose } = parts;
  const stop = effect(() => {
    const sources = spaces.value.flatMap(({ images }) => images.flatMap((each) => sourceOf(each, images)));
    const here = sources.find(({ id }) => presences.value[id]?.state === 'ready');
    if (!here) return;
    // An effect cannot end itself while it first runs.
    queueMicrotask(() => stop());
    void candidatesOf(here, parts.spawn).then((candidates) => {
      onProcessor.value = !candidates.includes('webgpu');
    });
  });
  effect(() => {
    const { choice, space } = active.value;
    const presence = presences.value[choice.image];
    if (presence?.state !== 'failed' || presence.problem !== 'build-differs') return;
    const build = space?.images.find(({ id }) => id === choice.image);
    if (build?.home.kind === 'made') choose({ space: choice.space, image: build.home.from });
  });
}

function sourceOf({ home }: ImageEntry, images: readonly ImageEntry[]): ImageEntry[] {
  return home.kind === 'made' ? images.filter(({ id }) => id === home.from) : [];
}

async function candidatesOf(encoder: ImageEntry, spawn: BuildParts['spawn']): Promise<readonly string[]> {
  const worker = spawn();
  try {
    return await worker.encoder.backendCandidates(encoder);
  } catch {
    // A worker that does not start has no graphics processor either.
    return [];
  } finally {
    worker.dismiss();
  }
}
