import { signal } from '@preact/signals';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Occasion } from '#core/occasion';
import { occasionsOf } from '#core/occasions';
import type { PhotoCard } from '#core/photo';
import { plus, wallTime } from '#core/wall-clock';
import { startDays } from '#session/days/start';
import { card, cardsOf, openSpace } from '../fixtures';

const DAY = 86_400_000;
const TODAY = wallTime(2026, 11, 30, 12);

/** Twenty days of October 2026, four photos of this day in 2022, and twelve of the summer. */
const CARDS: readonly PhotoCard[] = [
  ...Array.from({ length: 20 }, (_, i) => ({
    ...card(i + 1),
    taken: plus(wallTime(2026, 10, 1, 9), i * DAY),
  })),
  ...Array.from({ length: 4 }, (_, i) => ({ ...card(i + 21), taken: wallTime(2022, 11, 30, 9, i) })),
  ...Array.from({ length: 12 }, (_, i) => ({ ...card(i + 25), taken: wallTime(2026, 7, 1, 9, i) })),
];

function days() {
  const cards = signal(cardsOf(...CARDS));
  const asked = { occasions: 0, best: 0, dismissed: 0 };
  const now = { value: TODAY };
  const place = signal('');
  const search = {
    occasions: async (today: typeof TODAY): Promise<readonly Occasion[]> => {
      asked.occasions++;
      return occasionsOf(
        [...cards.peek().values()].map(({ no, taken, favourite = false }) => ({ no, taken, favourite })),
        today,
      );
    },
  };
  const tidy = {
    // Every fourth.
    best: async (_: string, photos: readonly { no: number }[]) => {
      asked.best++;
      return photos.filter((_, i) => i % 4 === 0).map(({ no }) => no);
    },
  };
  const feature = startDays({
    ready: signal(Promise.resolve(openSpace(search))),
    view: { cards },
    preferences: { days: place, daysWithout: signal(''), daysHidden: signal('') },
    spawn: () => ({ tidy, dismiss: () => asked.dismissed++ }),
    atRest: (work) => work(),
    now: () => now.value,
  });
  const kinds = async () => {
    await feature.read();
    return feature.offered.value?.map(({ kind, photos }) => [kind, photos.length]);
  };
  return { ...feature, kinds, cards, asked, now, place };
}

beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});

describe('days', () => {
  test('are what search has found, with the best of the month alone, whose worker is ended', async () => {
    const { kinds, asked } = days();
    expect(await kinds()).toEqual([
      ['day', 4],
      ['season', 12],
      ['best', 5],
    ]);
    expect(asked).toEqual({ occasions: 1, best: 1, dismissed: 1 });
  });

  test('are read again when photos or the day have changed, and the best when the month has', async () => {
    const { kinds, cards, asked, now } = days();
    await kinds();
    await kinds();
    expect(asked).toMatchObject({ occasions: 1, best: 1 });
    cards.value = cardsOf(...CARDS.filter(({ no }) => no !== 24));
    expect((await kinds())?.[0]).toEqual(['day', 3]);
    expect(asked).toMatchObject({ occasions: 2, best: 1 });
    now.value = plus(TODAY, DAY);
    expect((await kinds())?.map(([kind]) => kind)).toEqual(['season', 'season', 'best']);
    cards.value = cardsOf(...CARDS.map((photo) => ({ ...photo, favourite: true as const })));
    const all = await kinds();
    expect(asked).toEqual({ occasions: 4, best: 2, dismissed: 2 });
    expect(all).toHaveLength(3);
  });

  test('leave out what is hidden, until all that is hidden is shown', async () => {
    const { offered, hide, hidden, showHidden, kinds, asked } = days();
    await kinds();
    const [day] = offered.value ?? [];
    hide(day as Occasion);
    expect([...hidden.value]).toEqual(['day 2022-11-30']);
    expect(offered.value?.map(({ kind }) => kind)).toEqual(['season', 'best']);
    showHidden();
    expect(hidden.value.size).toBe(0);
    expect(await kinds()).toHaveLength(3);
    expect(asked.occasions).toBe(1);
  });

  test('leave out kinds that are not wanted, for which nothing is computed', async () => {
    const { setWanted, without, kinds, asked } = days();
    setWanted('best', false);
    setWanted('day', false);
    expect([...without.value]).toEqual(['best', 'day']);
    expect(await kinds()).toEqual([['season', 12]]);
    expect(asked.best).toBe(0);
    setWanted('best', true);
    expect(await kinds()).toEqual([
      ['season', 12],
      ['best', 5],
    ]);
  });

  test('keep their place while something is offered, and compute nothing while they are off', async () => {
    const { place, kinds, hide, offered, turn, asked, read } = days();
    await kinds();
    expect(place.value).toBe('some');
    for (const occasion of offered.value ?? []) hide(occasion);
    expect(place.value).toBe('');
    turn(false);
    await read();
    expect(place.value).toBe('off');
    expect(asked.occasions).toBe(1);
    turn(true);
    // Until it is known to be too much.
    expect(place.value).toBe('some');
    await vi.waitFor(() => expect(place.value).toBe(''));
  });

  test('stay as they are, and nothing throws, if search fails', async () => {
    const feature = startDays({
      ready: signal(Promise.reject(new Error('Broken.'))),
      view: { cards: signal(cardsOf()) },
      preferences: { days: signal(''), daysWithout: signal(''), daysHidden: signal('') },
      spawn: () => {
        throw new Error('Not asked.');
      },
      atRest: (work) => work(),
    });
    await feature.read();
    expect(feature.offered.value).toBeNull();
  });
});
