/** Creates what `Session.atlas` returns. */

import { type ReadonlySignal, signal } from '@preact/signals';
import type { PhotoCard } from '#core/photo';
import type { Cities, City } from '#core/query/cities';
import type { Located } from '#workers/search/contract';
import type { OpenSpace } from '../finding/active-space';
import { loadCities } from '../finding/cities';
import type { Atlas, NamedPlace } from './contract';
import { placesOf } from './places';

/** Between two readings, in times of what one takes search: while photos are indexed, they come all the time. */
const REST = 5;

interface Parts {
  ready: ReadonlySignal<Promise<Pick<OpenSpace, 'search'>>>;
  photos: ReadonlySignal<readonly PhotoCard[]>;
}

export function startAtlas({ ready, photos }: Parts): Atlas {
  const located = signal<Located | null>(null);
  const failed = signal(false);
  const places = signal<readonly NamedPlace[] | null>(null);
  const cities = signal<readonly City[]>([]);
  /** What was read last is of these photos. */
  let read: readonly PhotoCard[] | null = null;
  let followers = 0;
  let reading = false;

  /** @returns how long search has worked for it, in milliseconds */
  const readOnce = async (list: Promise<Cities | null>) => {
    const { search } = await ready.peek();
    const began = performance.now();
    const now = await search.located();
    const spent = performance.now() - began;
    // Shown before it is counted.
    located.value = now;
    failed.value = false;
    const known = await list;
    cities.value = known?.all ?? [];
    places.value = placesOf(now, known);
    return spent;
  };
  const follow = async () => {
    if (reading) return;
    reading = true;
    while (followers > 0 && read !== photos.peek()) {
      const asked = photos.peek();
      let spent = 0;
      try {
        spent = await readOnce(loadCities().catch(() => null));
      } catch (error) {
        console.warn('Where photos were taken was not read:', error);
        failed.value = true;
      }
      read = asked;
      await new Promise((resolve) => setTimeout(resolve, REST * spent));
    }
    reading = false;
  };

  return {
    located,
    failed,
    places,
    cities,
    follow() {
      followers++;
      // What failed, or has no names, is tried again.
      if (failed.peek() || cities.peek().length === 0) read = null;
      const stop = photos.subscribe(() => void follow());
      return () => {
        followers--;
        stop();
      };
    },
    read() {
      read = null;
      void follow();
    },
  };
}
