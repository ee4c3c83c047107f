import { expect, test } from 'vitest';
import { ends, isFlat } from '../../soak/flatness';

const curve = (length: number, of: (i: number) => number) => Array.from({ length }, (_, i) => of(i));

test('a curve that climbs while the app warms up is flat', () => {
  const warming = curve(40, (i) => Math.min(i, 10) * 10);
  const level = { lowest: 100, middle: 100 };
  expect(ends(warming)).toEqual({ before: level, after: level });
  expect(isFlat(warming)).toBe(true);
});

test('a curve that grows with each round is not', () => {
  expect(isFlat(curve(40, (i) => 100 + i))).toBe(false);
});

test('one high round does not count, and small numbers may grow by their slack', () => {
  expect(isFlat(curve(40, (i) => (i === 35 ? 900 : 100)))).toBe(true);
  const handles = curve(40, (i) => (i < 20 ? 4 : 6));
  expect([isFlat(handles), isFlat(handles, 2)]).toEqual([false, true]);
});

test('a curve that jumps between two levels is flat, unless both rise', () => {
  // The middle of the first part is on the lower level, that of the last one on the higher.
  const jumping = curve(40, (i) => (i % (i < 20 ? 3 : 2) === 0 ? 900 : 700));
  expect(isFlat(jumping)).toBe(true);
  expect(isFlat(jumping.map((value, i) => value + i * 10))).toBe(false);
});

test('a single round has a beginning and an end', () => {
  expect(isFlat([5])).toBe(true);
});
