import { expect, test } from 'vitest';
import { readQuery } from '#core/query/grammar';
import { writeOwnWord, writeQuery } from '#core/query/writing';

const KNOWS = { ownWords: ['Momo', 'モモ', 'my bike', 'Łódź trip'], people: ['Anna'] };
const read = (text: string) => readQuery(text, KNOWS);
const said = (text: string) =>
  read(text).terms.map(({ text, weight, own }) => (own ? `[${text}]${weight}` : text));

test.each([
  ['Momo', ['[Momo]1']],
  ['ＭＯＭＯ', ['[Momo]1']],
  ['momo at the beach', ['at the beach', '[Momo]1']],
  ['海辺のモモ', ['海辺', '[モモ]1']],
  ['my bike in the snow', ['in the snow', '[my bike]1']],
  ['lodz trip', ['[Łódź trip]1']],
  ['Anna with Momo at the sea', ['at the sea', '[Momo]1']],
  ['word:Momo beach', ['beach', '[Momo]1']],
  ['ことば:モモ', ['[モモ]1']],
  ['词:"my bike"', ['[my bike]1']],
  ['beach -word:Momo', ['beach', '[Momo]-0.75']],
  ['Momotaro', ['Momotaro']],
  ['+Momo', ['Momo']],
  ['word:Waldo', ['word:Waldo']],
] as const)('%s', (text, terms) => {
  expect(said(text)).toEqual(terms);
});

test('without own words nothing is read as one', () => {
  expect(readQuery('Momo word:Momo').terms).toEqual([{ text: 'Momo word:Momo', weight: 1 }]);
});

test('a name is written as it is, or with its key where it would be read as something else', () => {
  expect(writeOwnWord('Momo')).toBe('Momo');
  expect(writeOwnWord('a "b" -c')).toMatch(/^word:/);
});

test.each(['momo at the beach', 'beach -word:Momo', 'word:"my bike" +snow'])(
  'what is written means the same: %s',
  (text) => {
    const { terms, filter } = read(text);
    const again = read(writeQuery({ terms, filter }));
    expect(again.terms).toEqual(terms);
  },
);
