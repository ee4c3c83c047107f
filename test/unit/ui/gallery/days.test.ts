import { expect, test } from 'vitest';
import { wallTime } from '#core/wall-clock';
import { daysTold } from '../../../../src/ui/gallery/days';

const days = { from: wallTime(2024, 5, 1), to: wallTime(2024, 5, 3) };

test('a gallery is called by its days only if dates are told, and known', () => {
  expect(daysTold({ days }, { dates: true })).toMatch(/May 1.*3, 2024/);
  expect(daysTold({ days: { ...days, to: days.from } }, { dates: true })).toBe('May 1, 2024');
  expect(daysTold({ days }, { dates: false })).toBe('');
  expect(daysTold({ days: null }, { dates: true })).toBe('');
  expect(daysTold(undefined, { dates: true })).toBe('');
});
