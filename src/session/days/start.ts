/** Creates what `Session.days` returns. */

import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Occasion, OccasionKind } from '#core/occasion';
import type { PhotoCard, PhotoNo } from '#core/photo';
import { fieldsOf, type WallTime, wallNow } from '#core/wall-clock';
import type { SearchWorker } from '#workers/search/contract';
import type { TidyWorker } from '#workers/tidy/contract';
import type { OpenSpace } from '../finding/active-space';
import { whenIdle } from '../idle';
import type { LibraryView } from '../library/library-view';
import type { Preferences } from '../shell/preferences';
import type { Days } from './contract';

/** Hidden ones that are remembered. Most come again after a year, if at all. */
const MOST_HIDDEN = 100;

export interface DaysParts {
  ready: ReadonlySignal<Promise<Pick<OpenSpace, 'space'> & { search: Pick<SearchWorker, 'occasions'> }>>;
  view: Pick<LibraryView, 'cards'>;
  preferences: Pick<Preferences, 'days' | 'daysWithout' | 'daysHidden'>;
  spawn: () => { tidy: Pick<TidyWorker, 'best'>; dismiss(): void };
  /** Runs work at an idle moment. */
  atRest?: (work: () => unknown) => void;
  now?: () => WallTime;
}

export function startDays(parts: DaysParts): Days {
  const { ready, view, preferences, spawn, atRest = whenIdle, now = wallNow } = parts;
  const { days: place, daysWithout: withoutText, daysHidden: hiddenText } = preferences;
  const without = computed(() => new Set(listOf(withoutText.value) as OccasionKind[]));
  const hidden = computed(() => new Set(listOf(hiddenText.value)));
  const all = signal<readonly Occasion[] | null>(null);
  const offered = computed(
    () => all.value?.filter(({ key, kind }) => !hidden.value.has(key) && !without.value.has(kind)) ?? null,
  );
  /** Of what `all` was read. */
  let last: { cards: ReadonlyMap<PhotoNo, PhotoCard>; day: string } | undefined;
  let best: { month: string; chosen: readonly PhotoNo[] } | undefined;

  const keepPlace = () => {
    if (place.peek() !== 'off') place.value = offered.peek()?.length ? 'some' : '';
  };

  /** Leaves the best photos of a month alone. */
  const withBest = async (occasion: Occasion): Promise<Occasion[]> => {
    if (occasion.kind !== 'best') return [occasion];
    if (without.peek().has('best')) return [];
    const cards = view.cards.peek();
    const likable = Array.from(occasion.photos)
      .flatMap((no) => cards.get(no) ?? [])
      .map(({ no, taken, favourite = false }) => ({ no, taken, favourite }));
    const { space } = await ready.peek();
    const month = JSON.stringify([space.id, likable]);
    if (best?.month !== month) {
      const { tidy, dismiss } = spawn();
      try {
        best = { month, chosen: await tidy.best(space.id, likable) };
      } finally {
        dismiss();
      }
    }
    const { chosen } = best;
    const liked = likable.find(({ no, favourite }) => favourite && chosen.includes(no));
    const cover = liked?.no ?? chosen[chosen.length >> 1];
    return cover === undefined ? [] : [{ ...occasion, photos: Uint32Array.from(chosen), cover }];
  };

  const readAll = async () => {
    const cards = view.cards.peek();
    const today = now();
    const day = JSON.stringify([fieldsOf(today), without.peek().has('best')]);
    if (last?.cards === cards && last.day === day) return;
    const { search } = await ready.peek();
    const found = await search.occasions(today);
    const withoutBest = (error: unknown): Occasion[] => {
      console.warn('The best of a month were not chosen:', error);
      return [];
    };
    all.value = (await Promise.all(found.map((one) => withBest(one).catch(withoutBest)))).flat();
    last = { cards, day };
  };

  const read = async () => {
    if (place.peek() === 'off') return;
    await new Promise<void>((resolve) => atRest(resolve));
    try {
      await readAll();
      keepPlace();
    } catch (error) {
      console.warn('What is offered today was not read:', error);
    }
  };

  return {
    turn(on) {
      place.value = on ? 'some' : 'off';
      if (on) void read();
    },
    without,
    setWanted(kind, wanted) {
      const others = [...without.peek()].filter((one) => one !== kind);
      withoutText.value = textOf(wanted ? others : [...others, kind]);
      keepPlace();
      void read();
    },
    hidden,
    hide({ key }) {
      hiddenText.value = textOf([key, ...hidden.peek()].slice(0, MOST_HIDDEN));
      keepPlace();
    },
    showHidden() {
      hiddenText.value = '';
      keepPlace();
    },
    offered,
    read,
  };
}

// Keys hold spaces, and no line breaks.
const listOf = (text: string): string[] => text.split('\n').filter(Boolean);
const textOf = (list: readonly string[]): string => list.join('\n');
