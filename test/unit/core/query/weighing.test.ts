import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readQuery } from '#core/query/grammar';
import type { QueryPart } from '#core/query/reading';
import { turnPart, weighPart, weightOf } from '#core/query/weighing';

const partOf = (text: string, value: string): QueryPart => {
  const part = readQuery(text).parts.find((part) => part.value === value);
  if (!part) throw new Error(`"${value}" is no part of "${text}".`);
  return part;
};

describe('more and less', () => {
  test.each([
    ['beach', 'beach', 'more', '+beach^2'],
    ['a red car -people', 'a red car', 'more', '+(a red car)^2 -people'],
    ['beach +sunset^2 dog', 'sunset', 'less', 'beach +sunset dog'],
    ['beach +sunset', 'sunset', 'less', 'beach +sunset^0.5'],
    ['beach -people', 'people', 'more', 'beach -people^2'],
    ['beach^8', 'beach', 'more', '+beach^8'],
    ['beach^0.25', 'beach', 'less', '+beach^0.25'],
  ] as const)('in %j weigh %j %s: %j', (text, value, change, expected) => {
    expect(weighPart(text, partOf(text, value), change)).toBe(expected);
  });
});

test.each([
  ['beach people', 'beach people', '-(beach people)'],
  ['beach -people', 'people', 'beach +people'],
  ['beach +sunset^4', 'sunset', 'beach -sunset'],
])('turning in %j the part %j gives %j', (text, value, expected) => {
  expect(turnPart(text, partOf(text, value))).toBe(expected);
});

test('a written weight is read back exactly', () => {
  const word = fc.stringMatching(/^[a-z]{1,8}( [a-z]{1,8})?$/);
  fc.assert(
    fc.property(
      word,
      word,
      fc.array(fc.constantFrom('more', 'less'), { maxLength: 6 }),
      (first, second, changes) => {
        let text = `${first} +(${second} x)`;
        for (const change of changes) {
          const part = partOf(text, `${second} x`);
          const before = weightOf(text, part);
          text = weighPart(text, part, change as 'more' | 'less');
          const after = weightOf(text, partOf(text, `${second} x`));
          const free = before * (change === 'more' ? 2 : 0.5);
          expect(after).toBe(Math.min(8, Math.max(0.25, free)));
          expect(readQuery(text).terms[0]).toEqual({ text: first, weight: 1 });
        }
      },
    ),
  );
});
