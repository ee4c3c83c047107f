import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { NO_FILTER } from '#core/filter';
import type { PhotoCard } from '#core/photo';
import { askedKey } from '#core/searches';
import { wallTime } from '#core/wall-clock';
import { type Answer, type Match, NO_QUERY, type Query } from '#session/finding/contract';
import { searchVerbs } from '#session/searches/searches';
import type { SearchChange } from '#workers/library/contract';

const CARD: PhotoCard = { no: 7, name: 'a.jpg', width: 1, height: 1, color: 0, taken: wallTime(2024) };

const WORD = { id: 'w', name: 'Momo', judgements: [{ photos: [1, 2, 3], wanted: true }] };

const match = (photo: PhotoCard, strength: Match['strength']): Match => ({
  ...{ photo, strength, score: 0.5, stack: [] },
});

/** Creates the verbs for a query that the test sets, with a record of their calls to the library. */
function kept() {
  const query = signal<Query>(NO_QUERY);
  const answer = signal<Pick<Answer, 'state'>>({ state: 'found' });
  const changeSearches = vi.fn(async (_: SearchChange) => undefined);
  const ask = vi.fn((asked: Query) => {
    query.value = asked;
  });
  const glance = vi.fn(async (asked: Query) => ({ cover: null, count: asked.text.length }));
  const behind = match({ ...CARD, no: 9 }, 'maybe');
  const first = { ...match(CARD, 'good'), stack: [behind] };
  const all = async () => ({ matches: [first, behind, match({ ...CARD, no: 8 }, 'maybe')] });
  const verbs = searchVerbs({
    library: { changeSearches },
    finder: { query, answer, ask, glance, all },
    cards: signal(new Map([[CARD.no, CARD]])),
    ownWords: () => [WORD],
    attempt: async (work) => void (await work()),
  });
  const type = (text: string) => {
    query.value = { ...query.value, text };
  };
  const noted = () =>
    changeSearches.mock.calls.flatMap(([change]) => {
      if (change.do !== 'note') return [];
      const { search, instead } = change;
      return instead ? `${search.text} instead of ${instead.text}` : search.text;
    });
  return { query, answer, changeSearches, ask, looked: glance, type, noted, ...verbs };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('a search is remembered', () => {
  test('when it has not changed for a while, not while it is typed', () => {
    const { type, noted } = kept();
    for (const text of ['b', 'be', 'bea', 'beach']) {
      type(text);
      vi.advanceTimersByTime(500);
    }
    expect(noted()).toEqual([]);
    vi.advanceTimersByTime(3000);
    expect(noted()).toEqual(['beach']);
  });

  test('instead of the one that it extends, if that is recent', () => {
    const { type, noted } = kept();
    type('beach');
    vi.advanceTimersByTime(3000);
    type('beach 2024');
    vi.advanceTimersByTime(3000);
    type('dog');
    vi.advanceTimersByTime(3000);
    vi.advanceTimersByTime(60_000);
    type('dog at night');
    vi.advanceTimersByTime(3000);
    expect(noted()).toEqual(['beach', 'beach 2024 instead of beach', 'dog', 'dog at night']);
  });

  test('only if it was answered', () => {
    const { type, noted, answer } = kept();
    answer.value = { state: 'problem' };
    type('dog');
    vi.advanceTimersByTime(3000);
    expect(noted()).toEqual([]);
  });

  test('not with a photo from outside, which does not outlive the page', async () => {
    const { query, noted, save, changeSearches } = kept();
    const photo = { kind: 'outside', name: 'x.jpg', file: new Blob(), url: 'blob:x' } as const;
    query.value = { ...NO_QUERY, photo };
    vi.advanceTimersByTime(3000);
    expect(noted()).toEqual([]);
    await save('mine');
    expect(changeSearches).not.toHaveBeenCalled();
  });
});

describe('a saved search', () => {
  test('is the current query, with the number of its photo', async () => {
    const { query, save, changeSearches } = kept();
    query.value = { ...NO_QUERY, text: ' dog ', photo: { kind: 'library', card: CARD } };
    await save('dogs');
    const search = { text: 'dog', filter: NO_FILTER, photo: 7 };
    expect(changeSearches).toHaveBeenCalledWith({ do: 'save', name: 'dogs', search });
  });

  test('is opened with its photo if that still exists', () => {
    const { open, ask } = kept();
    open({ text: 'dog', filter: NO_FILTER, photo: 7 });
    expect(ask).toHaveBeenLastCalledWith({
      text: 'dog',
      filter: NO_FILTER,
      photo: { kind: 'library', card: CARD },
      judgements: [],
    });
    open({ text: 'dog', filter: NO_FILTER, photo: 8 });
    expect(ask).toHaveBeenLastCalledWith({ text: 'dog', filter: NO_FILTER, photo: null, judgements: [] });
  });

  test('keeps what was judged, and is another search than the one without', async () => {
    const { query, save, open, ask, changeSearches } = kept();
    const judgements = [{ photos: [7], wanted: true }];
    query.value = { ...NO_QUERY, text: 'dog', judgements };
    await save('dogs');
    const search = { text: 'dog', filter: NO_FILTER, photo: null, judgements };
    expect(changeSearches).toHaveBeenCalledWith({ do: 'save', name: 'dogs', search });
    open(search);
    expect(ask).toHaveBeenLastCalledWith(search);
    expect(askedKey(search)).not.toBe(askedKey({ ...search, judgements: [] }));
  });
});

describe('an own word', () => {
  const judgements = [{ photos: [4, 5, 6], wanted: true }];

  test('is a saved search for photos like its examples, and is asked for', async () => {
    const { makeWord, changeSearches, ask } = kept();
    await makeWord(' Waldo ', [4, 5, 6]);
    const search = { text: '', filter: NO_FILTER, photo: null, judgements };
    expect(changeSearches).toHaveBeenCalledWith({ do: 'save', name: 'Waldo', search });
    expect(ask).toHaveBeenLastCalledWith({ ...NO_QUERY, text: 'Waldo' });
  });

  test('of the same name, in any case and width, learns instead', async () => {
    const { makeWord, changeSearches, ask } = kept();
    await makeWord('ＭＯＭＯ', [4, 5, 6]);
    expect(changeSearches).toHaveBeenCalledWith({ do: 'teach', id: 'w', judgements });
    expect(ask).toHaveBeenLastCalledWith({ ...NO_QUERY, text: 'Momo' });
  });

  test('learns what was judged in a query, which then has it no more', async () => {
    const { query, teachWord, changeSearches } = kept();
    await teachWord('Momo');
    expect(changeSearches).not.toHaveBeenCalled();
    query.value = { ...NO_QUERY, text: 'Momo', judgements };
    await teachWord('Momo');
    expect(changeSearches).toHaveBeenCalledWith({ do: 'teach', id: 'w', judgements });
    expect(query.value).toEqual({ ...NO_QUERY, text: 'Momo' });
  });
});

test('the photos of an album are its good matches, with their stacks, as a glance counts them', async () => {
  const photos = await kept().photosOf({ text: 'beach', filter: NO_FILTER, photo: null });
  expect(photos?.map(({ no }) => no)).toEqual([CARD.no, 9]);
});

describe('a glance at a search', () => {
  test('does not change the query', async () => {
    const { glance, looked, ask } = kept();
    expect(await glance({ text: 'beach', filter: NO_FILTER, photo: CARD.no })).toEqual({
      cover: null,
      count: 5,
    });
    expect(looked).toHaveBeenCalledWith({
      text: 'beach',
      filter: NO_FILTER,
      photo: { kind: 'library', card: CARD },
      judgements: [],
    });
    expect(ask).not.toHaveBeenCalled();
  });

  test('resolves to null without a notice if it fails, so that the album has no cover', async () => {
    const { glance, looked } = kept();
    looked.mockRejectedValueOnce(new Error('No model.'));
    expect(await glance({ text: 'beach', filter: NO_FILTER, photo: null })).toBeNull();
  });
});
