import { expect, test } from 'vitest';
import { NO_FILTER } from '#core/filter';
import { ownWordNamed, ownWordsOf } from '#core/own-words';
import type { SavedSearch } from '#core/searches';

const judgements = [{ photos: [1, 2, 3], wanted: true }];
const saved = (name: string, more: Partial<SavedSearch> = {}): SavedSearch => ({
  ...{ id: name, name, added: 1, text: '', filter: NO_FILTER, photo: null, judgements },
  ...more,
});

test('a saved search for nothing but photos like three examples or more is a word', () => {
  expect(ownWordsOf([saved('Momo')])).toEqual([{ id: 'Momo', name: 'Momo', judgements }]);
});

test.each([
  ['text', { text: 'dog' }],
  ['a condition', { filter: { ...NO_FILTER, favourite: true } }],
  ['a photo', { photo: 1 }],
  ['two examples', { judgements: [{ photos: [1, 2], wanted: true }] }],
  ['the same example three times', { judgements: [{ photos: [1, 1, 1], wanted: true }] }],
  ['examples that were taken back', { judgements: [...judgements, { photos: [3], wanted: false }] }],
  ['no name', { name: ' ' }],
] as const)('one with %s is none', (_, more) => {
  expect(ownWordsOf([saved('Momo', more)])).toEqual([]);
});

test('of two that are called alike, the first is meant', () => {
  const words = ownWordsOf([saved('Momo'), saved('ＭＯＭＯ')]);
  expect(words.map(({ id }) => id)).toEqual(['Momo']);
  expect(ownWordNamed(words, ' momo ')?.id).toBe('Momo');
});
