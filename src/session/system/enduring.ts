/** What indexing does to the device, and the device to indexing: crashes, the screen, heat, the battery. */

import { type ReadonlySignal, signal } from '@preact/signals';
import type { Indexing, Rest } from '#core/photo';
import { crashStores } from '../shell/crashes';
import type { Notify } from '../shell/notices';
import { keepAwake } from './awake';
import { followRuns } from './runs';
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
  if (stores) followRuns(stores, indexing, visible, () => notify({ done: 'sparing' }));
  keepAwake(() => awake.value !== '' && indexing.value.state === 'running' && visible.value);
  watchStrain((why) => void rest(why).catch((error) => console.warn('Not rested:', error)));
}
