/** The space that search answers from: opened at start, and again where another one has taken over. */

import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Remote } from 'comlink';
import type { Choice, Choices, Space } from '#core/space';
import type { SearchWorker } from '#workers/search/contract';
import { spawnSearch } from '../workers';

export interface OpenSpace {
  search: Remote<SearchWorker>;
  space: Space;
}

/**
 * @param opened resolves when choices and spaces are known
 * @param changed told after another space has taken over
 */
export function followActiveSpace(
  opened: Promise<void>,
  choices: ReadonlySignal<Choices>,
  spaces: ReadonlySignal<readonly Space[]>,
  changed: (space: Space) => void,
) {
  const active = computed(() => {
    const choice: Choice = choices.value.active;
    return { choice, space: spaces.value.find(({ id }) => id === choice.space) };
  });
  const search = opened.then(spawnSearch);
  const first = search.then((search) => openIn(search, active.peek().space));
  const ready = signal<Promise<OpenSpace>>(first);
  let id: string | undefined;
  void opened.then(() => {
    active.subscribe(({ space }) => {
      if (!space || space.id === id) return;
      const isFirst = id === undefined;
      id = space.id;
      if (isFirst) return;
      // The old space answers until the new one is loaded.
      void search
        .then((search) => openIn(search, space))
        .then((open) => {
          ready.value = Promise.resolve(open);
          changed(space);
        });
    });
  });
  return { active, ready };
}

async function openIn(search: Remote<SearchWorker>, space: Space | undefined): Promise<OpenSpace> {
  if (!space) throw new Error('The space in use is not in the catalogue.');
  await search.open(space.id, space.dimension);
  return { search, space };
}
