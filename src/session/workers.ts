/**
 * Spawns the workers of this tab, each typed by its contract. Library, models and search live as long as the
 * tab; the others are terminated after use, and calls in flight then reject.
 */

import { type Remote, wrap } from 'comlink';
import type { DecodeWorker } from '#workers/decode/contract';
import type { EncodeWorker } from '#workers/encode/contract';
import type { LibraryWorker } from '#workers/library/contract';
import type { ModelsWorker } from '#workers/models/contract';
import type { SearchWorker } from '#workers/search/contract';
import { run } from '#workers/shared/running';
import { thisTab } from '#workers/shared/tab';
import { trustOwnScripts } from '#workers/shared/trusted-scripts';
import type { TidyWorker } from '#workers/tidy/contract';

trustOwnScripts();

export function spawnLibrary(): Remote<LibraryWorker> {
  return wrap(
    new Worker(new URL('../../workers/library/worker.ts', import.meta.url), {
      type: 'module',
      name: thisTab,
    }),
  );
}

export function spawnSearch(): Remote<SearchWorker> {
  return wrap(
    new Worker(new URL('../../workers/search/worker.ts', import.meta.url), { type: 'module', name: thisTab }),
  );
}

export function spawnModels(): Remote<ModelsWorker> {
  return wrap(
    new Worker(new URL('../../workers/models/worker.ts', import.meta.url), { type: 'module', name: thisTab }),
  );
}

/** Spawns an encoder for queries and measurements; the library worker has its own for photos. */
export function spawnEncoder(): { encoder: Remote<EncodeWorker>; dismiss(): void } {
  const { remote, end } = run<EncodeWorker>(
    new Worker(new URL('../../workers/encode/worker.ts', import.meta.url), { type: 'module', name: thisTab }),
  );
  return { encoder: remote, dismiss: end };
}

/** Spawns a decoder for measurements; the library worker has its own for photos. */
export function spawnDecoder(): { decoder: Remote<DecodeWorker>; dismiss(): void } {
  const { remote, end } = run<DecodeWorker>(
    new Worker(new URL('../../workers/decode/worker.ts', import.meta.url), { type: 'module', name: thisTab }),
  );
  return { decoder: remote, dismiss: end };
}

export function spawnTidy(): { tidy: Remote<TidyWorker>; dismiss(): void } {
  const { remote, end } = run<TidyWorker>(
    new Worker(new URL('../../workers/tidy/worker.ts', import.meta.url), { type: 'module', name: thisTab }),
  );
  return { tidy: remote, dismiss: end };
}
