import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NO_FILTER, type TimeRange } from '#core/filter';
import { MOST_RECENT, type StoredQuery } from '#core/searches';
import { EVER_AFTER, wallTime } from '#core/wall-clock';
import { eraseDatabase } from '#store/database';
import {
  allSearches,
  deleteSavedSearch,
  forgetRecent,
  noteSearch,
  putSavedSearch,
  remember,
  renameSavedSearch,
} from '#store/searches';

beforeEach(() => eraseDatabase());
afterEach(() => eraseDatabase());

const asked = (text: string, taken: TimeRange | null = null): StoredQuery => ({
  text,
  filter: { ...NO_FILTER, taken },
  photo: null,
});

async function note(texts: string[]): Promise<void> {
  for (const [at, text] of texts.entries()) await noteSearch({ ...asked(text), at }, null);
}

const recentTexts = async () => (await allSearches()).recent.map(({ text }) => text);

describe('recent searches', () => {
  test('are listed newest first, without duplicates', async () => {
    await note(['dog', 'cat', 'dog']);
    expect(await recentTexts()).toEqual(['dog', 'cat']);
  });

  test('differ by their conditions, even open-ended ones', async () => {
    const since = { from: wallTime(2024), before: EVER_AFTER };
    await noteSearch({ ...asked('dog', since), at: 1 }, null);
    await noteSearch({ ...asked('dog', { from: wallTime(2024), before: wallTime(2025) }), at: 2 }, null);
    const { recent } = await allSearches();
    expect(recent.map(({ filter }) => filter.taken?.before)).toEqual([wallTime(2025), EVER_AFTER]);
  });

  test('are limited to the last few', async () => {
    const texts = Array.from({ length: MOST_RECENT + 5 }, (_, i) => `query ${i}`);
    await note(texts);
    expect(await recentTexts()).toEqual(texts.slice(5).reverse());
  });

  test('are kept, the newest first, by a clock that is set back', async () => {
    const texts = Array.from({ length: MOST_RECENT }, (_, i) => `query ${i}`);
    for (const [i, text] of texts.entries()) await noteSearch({ ...asked(text), at: 9_000 + i }, null);
    await noteSearch({ ...asked('after'), at: 5 }, null);
    await noteSearch({ ...asked('last'), at: 6 }, null);
    expect(await recentTexts()).toEqual(['last', 'after', ...texts.slice(2).reverse()]);
  });

  test('are kept, the newest first, when a clock that was ahead is right again', async () => {
    await noteSearch({ ...asked('ahead'), at: 9e12 }, null);
    await noteSearch({ ...asked('dog'), at: 5 }, null);
    await noteSearch({ ...asked('dogs'), at: 6 }, asked('dog'));
    await noteSearch({ ...asked('ahead'), at: 7 }, null);
    expect(await recentTexts()).toEqual(['ahead', 'dogs']);
  });

  test('replace an earlier stage of themselves', async () => {
    await note(['bea']);
    await noteSearch({ ...asked('beach'), at: 9 }, asked('bea'));
    expect(await recentTexts()).toEqual(['beach']);
  });

  test('are forgotten on request, and not remembered if the user turns that off', async () => {
    await note(['dog']);
    await forgetRecent();
    expect(await recentTexts()).toEqual([]);

    await note(['dog']);
    await remember(false);
    await note(['cat']);
    expect(await allSearches()).toMatchObject({ recent: [], remembers: false });

    await remember(true);
    await note(['bird']);
    expect(await allSearches()).toMatchObject({ recent: [{ text: 'bird' }], remembers: true });
  });
});

describe('saved searches', () => {
  const saved = (id: string, added: number) => ({ ...asked('dog'), id, name: id, added });

  test('stay in the order they were added, with their current names', async () => {
    await putSavedSearch(saved('b', 1));
    await putSavedSearch(saved('a', 2));
    await renameSavedSearch('b', 'dogs');
    await renameSavedSearch('gone', 'x');
    expect((await allSearches()).saved.map(({ name }) => name)).toEqual(['dogs', 'a']);
  });

  test('outlive the recent ones, and are deleted one by one', async () => {
    await putSavedSearch(saved('a', 1));
    await putSavedSearch(saved('b', 2));
    await remember(false);
    await deleteSavedSearch('a');
    expect((await allSearches()).saved).toEqual([saved('b', 2)]);
  });
});
