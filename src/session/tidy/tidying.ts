/** Verbs that compare and map photos. Workers are spawned when needed and terminated afterwards. */

import { type ReadonlySignal, untracked } from '@preact/signals';
import { proxy } from 'comlink';
import { MAX_COPY_DISTANCE, maxDistanceOf } from '#core/likeness';
import type { PhotoCard, PhotoNo } from '#core/photo';
import type { Projection, TidyWorker } from '#workers/tidy/contract';
import type { OpenSpace } from '../finding/active-space';
import type { Alike, Wish } from './contract';
import type { FollowedWork } from './work';

/** Fraction of the progress bar that comparing takes; grouping takes the rest. */
const COMPARING = 0.8;

export interface TidyingParts {
  ready: ReadonlySignal<Promise<Pick<OpenSpace, 'space'>>>;
  cards: ReadonlySignal<ReadonlyMap<PhotoNo, PhotoCard>>;
  alike: FollowedWork<Alike>;
  map: FollowedWork<Projection>;
  spawn: () => Spawned;
}

/** A dedicated worker, terminated by `dismiss`. */
interface Spawned {
  tidy: Pick<TidyWorker, 'compare' | 'groups' | 'project'>;
  dismiss(): void;
}

export function tidyingVerbs({ ready, cards, alike, map, spawn }: TidyingParts) {
  let comparer: Comparer | undefined;
  let mapper: Spawned | undefined;
  let wish: Wish = { kind: 'copies' };

  const stopComparing = () => {
    comparer?.dismiss();
    comparer = undefined;
  };
  const stopMapping = () => {
    mapper?.dismiss();
    mapper = undefined;
  };
  const find = (next: Wish) => {
    wish = next;
    if (!comparer) alike.mark();
    const mine = comparer ?? new Comparer(spawn(), ready.peek());
    comparer = mine;
    void alike.start((onProgress) => mine.find(next, onProgress));
  };

  // In another space, distances between photos differ.
  ready.subscribe(() => {
    untracked(() => {
      stopComparing();
      stopMapping();
      alike.forget();
      map.forget();
    });
  });
  // Groups must not contain photos that were removed, here or in another tab.
  cards.subscribe((present) => {
    const groups = alike.result?.groups ?? [];
    if (groups.some(({ photos }) => photos.some(({ photo }) => !present.has(photo)))) {
      untracked(() => find(wish));
    }
  });

  return {
    find,
    findAgain() {
      stopComparing();
      find(wish);
    },
    stopFinding() {
      stopComparing();
      alike.stop();
    },
    drawMap() {
      stopMapping();
      map.mark();
      const mine = spawn();
      mapper = mine;
      void map.start(async (onProgress) => {
        const { space } = await ready.peek();
        const projection = await mine.tidy.project(space.id, space.dimension, proxy(onProgress));
        stopMapping();
        return projection;
      });
    },
    stopMap() {
      stopMapping();
      map.stop();
    },
  };
}

/** A worker that has compared all photos once, and answers any number of wishes from that. */
class Comparer {
  private readonly compared: Promise<void>;
  private onProgress: (share: number) => void = () => undefined;

  constructor(
    private readonly worker: Spawned,
    ready: Promise<Pick<OpenSpace, 'space'>>,
  ) {
    this.compared = this.compare(ready);
  }

  async find(wish: Wish, onProgress: (share: number) => void): Promise<Alike> {
    this.onProgress = (share) => onProgress(share * COMPARING);
    await this.compared;
    const copies = wish.kind === 'copies';
    const maxDistance = copies ? MAX_COPY_DISTANCE : maxDistanceOf(wish.likeness);
    const looking = proxy((share: number) => onProgress(COMPARING + share * (1 - COMPARING)));
    return { wish, groups: await this.worker.tidy.groups({ maxDistance, copies }, looking) };
  }

  dismiss(): void {
    this.worker.dismiss();
  }

  private async compare(ready: Promise<Pick<OpenSpace, 'space'>>): Promise<void> {
    const { space } = await ready;
    const relay = proxy((share: number) => this.onProgress(share));
    const farthest = Math.max(MAX_COPY_DISTANCE, maxDistanceOf(1));
    await this.worker.tidy.compare(space.id, space.dimension, farthest, relay);
  }
}
