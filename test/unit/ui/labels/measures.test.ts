import { expect, test } from 'vitest';
import { written } from '../../../../src/ui/labels/measures';

test('numbers are written with the digits of a 32-bit float', () => {
  expect(written(Math.fround(0.1))).toBe(0.1);
  expect(written(Math.fround(1 / 3))).toBe(0.3333333);
});
