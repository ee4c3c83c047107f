/** The space that search uses: opened at start, and again when another one takes over or it has been filled. */

import { type ReadonlySignal, signal } from '@preact/signals';
import type { Space } from '#core/space';
import type { SearchWorker } from '#workers/search/contract';

/** A space, and the search worker that has it open. */
export interface OpenSpace {
  search: Omit<SearchWorker, 'open'>;
  space: Space;
}

type Searching = OpenSpace['search'] & Pick<SearchWorker, 'open'>;

/**
 * @param opened resolves once choices and spaces are known
 * @param filled whether all photos have an embedding in the space
 * @param spawn spawns the search worker of this tab
 * @returns a signal with a new promise each time another space takes over or the space has been filled
 */
export function followActiveSpace(
  opened: Promise<void>,
  active: ReadonlySignal<{ space: Space | undefined }>,
  filled: ReadonlySignal<boolean>,
  spawn: () => Searching,
): ReadonlySignal<Promise<OpenSpace>> {
  const searching = opened.then(spawn);
  const first = searching.then((search) => openIn(search, active.peek().space));
  first.catch(() => undefined);
  const ready = signal<Promise<OpenSpace>>(first);
  let id: string | undefined;
  const follow = () =>
    active.subscribe(({ space }) => {
      if (!space || space.id === id) return;
      const isFirst = id === undefined;
      id = space.id;
      if (isFirst) return;
      // Search keeps using the old space until the new one is loaded.
      searching
        .then((search) => openIn(search, space))
        .then(
          (open) => {
            ready.value = Promise.resolve(open);
          },
          (error) => console.error('The space was not opened:', error),
        );
    });
  /** What was compared with a part of the photos is compared anew. */
  const followFilling = () => {
    let before = filled.peek();
    filled.subscribe((now) => {
      if (now && !before) ready.value = ready.peek().then((open) => open);
      before = now;
    });
  };
  opened.then(follow, () => undefined);
  opened.then(followFilling, () => undefined);
  return ready;
}

/** @throws whatever search throws; an error if the space is not in the catalogue */
async function openIn(search: Searching, space: Space | undefined): Promise<OpenSpace> {
  if (!space) throw new Error('The space in use is not in the catalogue.');
  await search.open(space.id, space.dimension);
  return { search, space };
}
