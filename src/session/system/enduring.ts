/** What indexing does to the device, and the device to indexing: crashes, the screen, heat, the battery. */

import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Indexing, Rest } from '#core/photo';
import { crashesInRow, crashStores, markRun, noteCrashes } from '../shell/crashes';
import type { Notify } from '../shell/notices';
import { keepAwake } from './awake';
import { watchStrain } from './strain';

export interface EnduringParts {
  indexing: ReadonlySignal<Pick<Indexing, 'state'>>;
  /** Not empty if the screen must stay on while photos are indexed. */
  awake: ReadonlySignal<string>;
  rest: (why: Rest | null) => Promise<void>;
  notify: Notify;
}

export function startEnduring({ indexing, awake, rest, notify }: EnduringParts): void {
  const visible = signal(!document.hidden);
  document.addEventListener('visibilitychange', () => {
    visible.value = !document.hidden;
  });
  const stores = crashStores();
  if (stores) followRuns();
  keepAwake(() => awake.value !== '' && indexing.value.state === 'running' && visible.value);
  watchStrain((why) => void rest(why).catch((error) => console.warn('Not rested:', error)));

  function followRuns() {
    if (!stores) return;
    let crashes = crashesInRow(stores);
    const crashed = stores.tab.getItem('mitsuke.run') !== null;
    noteCrashes(crashes, stores);
    if (crashed) notify({ done: 'sparing' });
    let ran = false;
    effect(() => {
      const { state } = indexing.value;
      markRun(state === 'running' && visible.value, stores);
      if (state === 'running') ran = true;
      // A run that has come to its end fits into the memory.
      if (state === 'idle' && ran && crashes > 0) {
        crashes = 0;
        noteCrashes(0, stores);
      }
    });
    // Reloads and closed tabs are no crashes.
    addEventListener('pagehide', () => markRun(false, stores));
  }
}
