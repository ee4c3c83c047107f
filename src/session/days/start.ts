/** Creates what `Session.days` returns. */

import { computed, type ReadonlySignal } from '@preact/signals';
import { OCCASION_KINDS, type Occasion, type OccasionKind } from '#core/occasions';
import type { PhotoCard, PhotoNo } from '#core/photo';
import { fieldsOf, type WallTime, wallNow } from '#core/wall-clock';
import type { SearchWorker } from '#workers/search/contract';
import type { TidyWorker } from '#workers/tidy/contract';
import type { OpenSpace } from '../finding/active-space';
import { whenIdle } from '../idle';
import type { LibraryView } from '../library/library-view';
import { kept } from '../shell/preferences';
import type { Days } from './contract';

/** Hidden ones that are remembered. Most come again after a year, if at all. */
const MOST_HIDDEN = 100;

export interface DaysParts {
  ready: ReadonlySignal<Promise<Pick<OpenSpace, 'space'> & { search: Pick<SearchWorker, 'occasions'> }>>;
  view: Pick<LibraryView, 'cards'>;
  spawn: () => { tidy: Pick<TidyWorker, 'best'>; dismiss(): void };
  /** Runs work at an idle moment. */
  atRest?: (work: () => unknown) => void;
  now?: () => WallTime;
}

export function startDays({ ready, view, spawn, atRest = whenIdle, now = wallNow }: DaysParts): Days {
  const withoutText = kept('daysWithout', '', (text) => text);
  const hiddenText = kept('daysHidden', '', (text) => text);
  const without = computed(() => new Set(listOf(withoutText.value).filter(isKind)));
  const hidden = computed(() => listOf(hiddenText.value));
  /** The last answer, and of what. */
  let last: { of: ReadonlyMap<PhotoNo, PhotoCard>; day: string; all: readonly Occasion[] } | undefined;
  let best: { month: string; chosen: readonly PhotoNo[] } | undefined;

  const photosOf: Days['photosOf'] = ({ photos }) => {
    const cards = view.cards.peek();
    return Array.from(photos).flatMap((no) => cards.get(no) ?? []);
  };

  /** Leaves the best photos of a month alone. */
  const withBest = async (occasion: Occasion): Promise<Occasion[]> => {
    if (occasion.kind !== 'best') return [occasion];
    if (without.peek().has('best')) return [];
    const { space } = await ready.peek();
    const likable = photosOf(occasion).map(({ no, taken, favourite = false }) => ({ no, taken, favourite }));
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

  const readAll = async (): Promise<readonly Occasion[]> => {
    const of = view.cards.peek();
    const today = now();
    const day = JSON.stringify([fieldsOf(today), ...without.peek()]);
    if (last?.of !== of || last.day !== day) {
      const { search } = await ready.peek();
      const found = await search.occasions(today);
      last = { of, day, all: (await Promise.all(found.map(withBest))).flat() };
    }
    return last.all;
  };

  return {
    without,
    setWanted(kind, wanted) {
      const others = [...without.peek()].filter((one) => one !== kind);
      withoutText.value = textOf(wanted ? others : [...others, kind]);
    },
    hidden: computed(() => hidden.value.length),
    hide({ key }) {
      hiddenText.value = textOf([key, ...hidden.peek()].slice(0, MOST_HIDDEN));
    },
    showHidden() {
      hiddenText.value = '';
    },
    async read() {
      await new Promise<void>((resolve) => atRest(resolve));
      try {
        const all = await readAll();
        return all.filter(({ key, kind }) => !hidden.peek().includes(key) && !without.peek().has(kind));
      } catch (error) {
        console.warn('What is offered today was not read:', error);
        return null;
      }
    },
    photosOf,
  };
}

const isKind = (text: string): text is OccasionKind => OCCASION_KINDS.some((kind) => kind === text);

// Keys hold spaces, and no line breaks.
const listOf = (text: string): string[] => text.split('\n').filter(Boolean);
const textOf = (list: readonly string[]): string => list.join('\n');
