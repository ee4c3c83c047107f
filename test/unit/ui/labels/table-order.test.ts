import { expect, test } from 'vitest';
import { partsInSight, pressed, sortRows } from '../../../../src/ui/labels/table-order';

const value = (row: number, column: number) => [3, 1, 2].map((each) => each * (column + 1))[row] ?? 0;

test('rows are sorted by a column, the highest first, and reversed by another press', () => {
  const once = pressed({ by: 'photo', descending: true }, 1);
  expect(sortRows([0, 1, 2], once, value)).toEqual([0, 2, 1]);
  expect(sortRows([0, 1, 2], pressed(once, 1), value)).toEqual([1, 2, 0]);
});

test('rows are sorted by photo in the order of the library', () => {
  expect(sortRows([0, 1, 2], { by: 'photo', descending: true }, value)).toEqual([0, 1, 2]);
  expect(sortRows([0, 1, 2], { by: 'photo', descending: false }, value)).toEqual([2, 1, 0]);
});

test('rows with equal values keep their order', () => {
  expect(sortRows([4, 2, 9], { by: 0, descending: true }, () => 1)).toEqual([4, 2, 9]);
});

test('the rendered range is what is in sight, and a little beyond', () => {
  expect(partsInSight(100, 10, 205, 50, 2)).toEqual({ from: 18, to: 28 });
  expect(partsInSight(100, 10, 0, 50, 2)).toEqual({ from: 0, to: 7 });
  expect(partsInSight(100, 10, 990, 50, 2)).toEqual({ from: 97, to: 100 });
  expect(partsInSight(0, 10, 0, 50, 2)).toEqual({ from: 0, to: 0 });
});
