/** Creates `Session.benchmark`. */

import { type ReadonlySignal, signal } from '@preact/signals';
import type { LibraryWorker } from '#workers/library/contract';
import type { OpenSpace } from '../finding/active-space';
import { later } from '../later';
import type { LibraryView } from '../library/library-view';
import type { KnownModels } from '../models/known-models';
import type { Attempt } from '../shell/notices';
import type { Benchmark, BenchmarkReport } from './contract';

interface Parts {
  library: Pick<LibraryWorker, 'measureBox'>;
  view: Pick<LibraryView, 'cards' | 'boxes' | 'choices'>;
  known: Pick<KnownModels, 'spaces' | 'presences'>;
  ready: ReadonlySignal<Promise<OpenSpace>>;
  attempt: Attempt;
}

export function startBenchmark({ library, view, known, ready, attempt }: Parts): Benchmark {
  const report = signal<BenchmarkReport | null>(null);
  return later({
    here: { report },
    load: async () => {
      const { benchmarkVerbs } = await import('./benchmark');
      const photos = () => view.cards.peek().size;
      const { spaces, presences } = known;
      const { boxes, choices } = view;
      const parts = { spaces, presences, ready, photos, library, boxes, choices };
      return benchmarkVerbs(report, parts, attempt);
    },
    attempt,
  });
}
