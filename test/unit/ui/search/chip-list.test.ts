import { signal } from '@preact/signals';
import { beforeAll, expect, test } from 'vitest';
import { NO_FILTER } from '#core/filter';
import { readQuery } from '#core/query/grammar';
import { EVER_AFTER, wallTime } from '#core/wall-clock';
import { NO_QUERY, type Query } from '#session/finding/contract';
import { rangeName } from '../../../../src/ui/filter/words';
import { loadLaterWords } from '../../../../src/ui/i18n';
import { chipsOf } from '../../../../src/ui/search/chip-list';

const session = { sources: signal([]), finding: { cityAt: async () => 'Kyoto' } };
const chips = (query: Partial<Query>) => {
  const asked = { ...NO_QUERY, ...query };
  return chipsOf(asked, readQuery(asked.text), session);
};

beforeAll(loadLaterWords);

test('every part of the text is a chip that shows how it was understood', () => {
  const said = chips({ text: 'a beach +sunset^2 -people "IMG" kind:jpg is:favourite' });
  expect(said.map(({ kind, words, spoken, weight }) => [kind, words, spoken, weight])).toEqual([
    ['words', 'a beach', 'a beach', 1],
    ['wanted', 'sunset', 'sunset', 2],
    ['unwanted', 'people', 'without people', 1],
    ['text', '“IMG”', '“IMG”', 1],
    ['kind', 'JPG', 'JPG', 1],
    ['favourite', 'Favourites', 'Favourites', 1],
  ]);
});

test('removing a chip leaves the rest of the query', () => {
  const query = {
    text: 'beach +sunset',
    filter: { ...NO_FILTER, cameras: ['A', 'B'], favourite: true },
    photo: { kind: 'outside' as const, name: 'x.jpg', file: new Blob(), url: '' },
  };
  expect(chips(query).map(({ kind, without }) => [kind, without])).toEqual([
    ['photo', { photo: null }],
    ['words', { text: '+sunset' }],
    ['wanted', { text: 'beach' }],
    ['camera', { filter: { ...query.filter, cameras: ['B'] } }],
    ['camera', { filter: { ...query.filter, cameras: ['A'] } }],
    ['favourite', { filter: { ...query.filter, favourite: false } }],
  ]);
});

test('a picture from outside, and a part of a photo, are named', () => {
  const photo = { kind: 'outside' as const, name: 'x.jpg', file: new Blob(), url: '' };
  expect(chips({ photo }).map(({ words }) => words)).toEqual(['Like x.jpg']);
  expect(chips({ photo: { ...photo, isPart: true } }).map(({ words }) => words)).toEqual(['Part of x.jpg']);
});

test('only words can be weighted', () => {
  const weighable = chips({ text: 'beach -"x" +dog tag:y -cat' }).filter(({ term }) => term !== null);
  expect(weighable.map(({ words }) => words)).toEqual(['beach', 'dog', 'cat']);
});

test('open-ended days are worded as such, and a location is named once its city is known', async () => {
  const from = wallTime(2026, 6, 1);
  const filter = {
    ...NO_FILTER,
    taken: { from, before: EVER_AFTER },
    places: [{ latitude: 35.01, longitude: 135.77, within: 25 }],
  };
  expect(chips({ filter }).map(({ words }) => words)).toEqual(['since June 1, 2026', '35.0, 135.8']);
  await Promise.resolve();
  expect(chips({ filter }).at(-1)?.words).toBe('Kyoto');
});

test('a part of the map is named by the city in its middle, a large one by its corners', async () => {
  const small = { south: 34.5, west: 135.5, north: 35.5, east: 136 };
  const places = [small, { south: -20, west: 176, north: -15, east: -178 }];
  const words = () => chips({ filter: { ...NO_FILTER, places } }).map((chip) => chip.words);
  words();
  await Promise.resolve();
  expect(words()).toEqual(['Map area: Kyoto', 'Map area: -20.0, 176.0 – -15.0, -178.0']);
});

test('what was found in a sentence becomes plain words; what has its key does not', () => {
  const text = 'only Anna and Ben in the snow person:"Carl"';
  const query = { ...NO_QUERY, text };
  const said = chipsOf(query, readQuery(text, { people: ['Anna', 'Ben'] }), session);
  expect(
    said.filter(({ kind }) => kind === 'person').map(({ words, plain }) => [words, plain?.text]),
  ).toEqual([
    ['nobody else', '\'only\' Anna and Ben in the snow person:"Carl"'],
    ['Anna', 'only \'Anna\' and Ben in the snow person:"Carl"'],
    ['Ben', 'only Anna and \'Ben\' in the snow person:"Carl"'],
    ['Carl', undefined],
  ]);
});

test('people of a filter are chips, and so is that nobody else may be there', () => {
  const filter = { ...NO_FILTER, people: ['Anna', '#2'], company: 'only' as const };
  const said = chips({ filter });
  expect(said.map(({ words }) => words)).toEqual(['Anna', 'Somebody', 'nobody else']);
  const { company: _, ...others } = filter;
  expect(said.at(-1)?.without).toEqual({ filter: others });
});

test('what may mean two things says which one it is, and offers the other, then plain words', () => {
  const may = { from: wallTime(2026, 5), before: wallTime(2026, 6) };
  const dates = { among: () => [], only: (text: string) => (text === 'May' ? may : null) };
  const offered = (text: string) =>
    chipsOf({ ...NO_QUERY, text }, readQuery(text, { people: ['May'], dates }), session).map(
      ({ meaning, choices }) => [meaning, ...choices.map(({ words, change }) => `${words} | ${change.text}`)],
    );
  expect(offered('dinner with May, no fish')).toEqual([
    [null],
    [
      'May, the person',
      `May, the time: ${rangeName(may)} | dinner with date:May no fish`,
      "Just the word: May | dinner with 'May', no fish",
    ],
    [null, "Just the word: no fish | dinner with May, 'no fish'"],
  ]);
  // It stays a word, and can be taken for the person again.
  expect(offered("dinner with 'May'")).toEqual([
    [null],
    [
      null,
      'May, the person | dinner with person:"May"',
      `May, the time: ${rangeName(may)} | dinner with date:May`,
    ],
  ]);
});
