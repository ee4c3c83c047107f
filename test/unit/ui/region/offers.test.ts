/** What a region offers: persons and words that it covers mostly. */

import { expect, test } from 'vitest';
import { readQuery } from '#core/query/grammar';
import type { FaceInPhoto } from '#session/people/contract';
import { offersOf, thingsIn } from '../../../../src/ui/region/offers';

const face = (index: number, x: number, more: Partial<FaceInPhoto> = {}): FaceInPhoto => ({
  ...{ key: [1, index], person: index, name: '', hidden: false, box: [x, 0.2, 0.1, 0.1] },
  ...more,
});
const line = (text: string, y: number, width = 0.4) => ({
  ...{ text, score: 1 },
  corners: [0.1, y, 0.1 + width, y, 0.1 + width, y + 0.05, 0.1, y + 0.05],
});
const ALL = { x: 0, y: 0, width: 1, height: 1 };

const THINGS = thingsIn(
  [
    face(1, 0.1, { name: 'Anna' }),
    face(2, 0.4),
    face(3, 0.6, { person: null }),
    face(4, 0.8, { name: 'Ben', hidden: true }),
  ],
  [line('TOTAL 12.50', 0.5), line('say "hi"', 0.6, 0.6)],
);

test('what it covers mostly: persons first, then words, the largest first', () => {
  expect(offersOf(ALL, THINGS).map(({ words }) => words)).toEqual(['Anna', '', 'say "hi"', 'TOTAL 12.50']);
  const left = { x: 0.04, y: 0.1, width: 0.13, height: 0.3 };
  expect(offersOf(left, THINGS).map(({ words }) => words)).toEqual(['Anna']);
  expect(offersOf({ ...left, width: 0.1 }, THINGS)).toEqual([]);
});

test('each asks for what it says', () => {
  const read = offersOf(ALL, THINGS).map(({ text }) => readQuery(text, { people: ['Anna'] }).parts);
  expect(read.map(([part]) => [part?.kind, part?.value])).toEqual([
    ['person', 'Anna'],
    ['person', '#2'],
    ['written', 'say "hi"'],
    ['written', 'TOTAL 12.50'],
  ]);
});

test('nobody, hidden people and a second face of one person are no offers', () => {
  const twice = thingsIn([face(1, 0.1, { name: 'Anna' }), face(5, 0.4, { person: 1, name: 'Anna' })], []);
  expect(twice).toHaveLength(2);
  expect(offersOf(ALL, twice)).toHaveLength(1);
  expect(THINGS.map(({ words }) => words)).not.toContain('Ben');
});

test('no more than two of a kind', () => {
  const lines = thingsIn([], [line('a', 0.1), line('b', 0.2), line('c', 0.3)]);
  expect(offersOf(ALL, lines)).toHaveLength(2);
});
