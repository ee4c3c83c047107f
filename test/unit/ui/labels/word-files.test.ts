import { expect, test } from 'vitest';
import type { PhotoCard } from '#core/photo';
import { wordExamples, wordItems, wordTable } from '../../../../src/ui/labels/word-files';

const CARDS = [1, 2, 3, 4, 5].map((no) => ({ no, name: `${no}.jpg` }) as PhotoCard);
const MOMO = {
  id: 'm',
  name: 'Momo',
  judgements: [
    { photos: [1, 2, 4], wanted: true },
    { photos: [4, 5], wanted: false },
    // No longer in the library.
    { photos: [99], wanted: true },
  ],
};

const numbers = (photos: readonly { no: number }[]) => photos.map(({ no }) => no).sort();

test('a word has the photos that its last judgements name, as far as the library holds them', () => {
  const [word] = wordExamples([MOMO], CARDS);
  expect(numbers(word?.wanted ?? [])).toEqual([1, 2]);
  expect(numbers(word?.unwanted ?? [])).toEqual([4, 5]);
});

test('files have a row for each example of each word', () => {
  const words = wordExamples([MOMO, { id: 'k', name: 'Kitchen', judgements: [] }], CARDS);
  const table = wordTable(words);
  expect(table.photos).toHaveLength(4);
  const rows = table.photos.map((_, i) => table.row(i, `photos/${i}.jpg`));
  expect(rows.map(([word, example, , path]) => [word, example, path])).toEqual([
    ['Momo', 'yes', 'photos/0.jpg'],
    ['Momo', 'yes', 'photos/1.jpg'],
    ['Momo', 'no', 'photos/2.jpg'],
    ['Momo', 'no', 'photos/3.jpg'],
  ]);
  expect(rows.every((row) => row.length === table.head.length)).toBe(true);
  const items = wordItems(words);
  expect(items.item(2, 'a.jpg')).toEqual({
    ...{ word: 'Momo', example: false, name: '4.jpg', path: 'a.jpg' },
  });
});
