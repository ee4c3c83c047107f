import { expect, test } from 'vitest';
import { readQuery } from '#core/query/grammar';
import type { Reading } from '#core/query/reading';
import { withoutPart, writeQuery } from '#core/query/writing';

const NAMES = ['Anna', 'Ben', 'Ann-Marie', 'アンナ', '花子', '花', '小明', 'María José'];
const read = (text: string) => readQuery(text, { people: NAMES });
const asked = ({ filter, terms }: Reading) => ({
  people: filter.people ?? [],
  ...(filter.company && { company: filter.company }),
  words: terms.map(({ text }) => text),
});

test.each([
  ['Anna', ['Anna'], []],
  ['ANNA', ['Anna'], []],
  ['ａｎｎａ on a beach', ['Anna'], ['on a beach']],
  ['the dog of Anna', ['Anna'], ['the dog']],
  ["Anna's birthday", ['Anna'], ['birthday']],
  ['Anna and Ben', ['Anna', 'Ben'], []],
  ['Anna, Ben & María José in the snow', ['Anna', 'Ben', 'María José'], ['in the snow']],
  ['maria jose', ['María José'], []],
  ['Ann-Marie', ['Ann-Marie'], []],
  ['アンナと花子の海', ['アンナ', '花子'], ['海']],
  ['ｱﾝﾅ', ['アンナ'], []],
  ['花子さんと海', ['花子'], ['海']],
  ['小明和花子', ['小明', '花子'], []],
  ['Annapolis', [], ['Annapolis']],
  ['Anna-Lena and Ben-Ann', [], ['Anna-Lena and Ben-Ann']],
  ['Hanna', [], ['Hanna']],
  ['アンナプルナ', [], ['アンナプルナ']],
  ['花火', [], ['花火']],
  ['a dog', [], ['a dog']],
] as const)('%s', (text, people, words) => {
  expect(asked(read(text))).toEqual({ people, words });
});

test.each([
  ['only Anna', ['Anna'], 'only', []],
  ['only Anna and Ben on a beach', ['Anna', 'Ben'], 'only', ['on a beach']],
  ['アンナだけ', ['アンナ'], 'only', []],
  ['只有小明', ['小明'], 'only', []],
  ['nobody on a beach', [], 'none', ['on a beach']],
  ['誰もいない海', [], 'none', ['海']],
  ['没有人的海滩', [], 'none', ['海滩']],
  ['person:none', [], 'none', []],
  ['人物:なし', [], 'none', []],
  ['person:"none"', ['none'], undefined, []],
  ['person:Anna person:only', ['Anna'], 'only', []],
  ['人物:アンナ', ['アンナ'], undefined, []],
  ['person:#12', ['#12'], undefined, []],
] as const)('%s', (text, people, company, words) => {
  expect(asked(read(text))).toEqual({ people, ...(company && { company }), words });
});

test.each([
  ['-person:Anna', ['Anna']],
  ['－人物：花子 海', ['花子']],
  ['-person:"Anna" -person:Ben', ['Anna', 'Ben']],
])('%s is without them, and written so that it is read again', (text, without) => {
  const reading = read(text);
  expect(reading.filter.withoutPeople).toEqual(without);
  expect(read(writeQuery(reading)).filter).toEqual(reading.filter);
});

test('without People a name is a word, and so is nobody', () => {
  expect(asked(readQuery('Anna and nobody'))).toEqual({ people: [], words: ['Anna and nobody'] });
});

test('an operator makes a name a word again', () => {
  expect(asked(read('+Anna'))).toEqual({ people: [], words: ['Anna'] });
  expect(asked(read('"Anna"')).people).toEqual([]);
});

test('dates and people stand beside each other', () => {
  const dates = { among: () => [{ from: 5, to: 9, range: {} as never }], only: () => null };
  const { parts } = readQuery('Anna 2020 Ben', { people: NAMES, dates });
  expect(parts.map(({ kind, value }) => [kind, value])).toEqual([
    ['person', 'Anna'],
    ['date', '2020'],
    ['person', 'Ben'],
  ]);
});

test('a name goes with its "and"', () => {
  const text = 'Anna and Ben';
  const [first] = read(text).parts;
  expect(first && withoutPart(text, first)).toBe('Ben');
});

test('what is read is written so that it is read again, with People or without', () => {
  for (const text of ['Anna and Ben on a beach', 'only Anna', 'nobody', 'person:#12']) {
    const reading = read(text);
    const again = readQuery(writeQuery(reading));
    expect(asked(again)).toEqual(asked(reading));
  }
});
